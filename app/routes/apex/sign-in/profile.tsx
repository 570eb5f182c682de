import { data } from "react-router";
import { Page } from "#app/components/ui/page.tsx";
import { returnPath } from "#app/http/return-path.ts";
import { useTranslation } from "#app/i18n/translation.tsx";
import { requireUser } from "#app/identity/current-user.server.ts";
import { identity } from "#app/identity/identity.server.ts";
import { pageActs } from "#app/identity/page-acts.server.ts";
import { AFTER_SIGN_IN, RETURN_PARAM } from "#app/identity/paths.ts";
import { ProviderPage } from "#app/identity/provider-pages.tsx";
import type { Route } from "./+types/profile.ts";

/** The provider's own page, on the apex, where its script runs. There is none where it keeps no pictures. */
export async function loader(args: Route.LoaderArgs) {
  await requireUser(args);
  const { loaded } = await requirePage().load(args, {});
  const backTo = returnPath(args.url.searchParams.get(RETURN_PARAM), AFTER_SIGN_IN);
  return { kind: identity.kind, loaded, backTo };
}

export async function action(args: Route.ActionArgs) {
  await requireUser(args);
  return requirePage().submit(args, pageActs(args));
}

function requirePage() {
  const { profile } = identity.pages;
  if (!profile) throw data(null, { status: 404 });
  return profile;
}

export default function Profile({ loaderData, actionData }: Route.ComponentProps) {
  const { t } = useTranslation();
  const { kind, loaded, backTo } = loaderData;
  return (
    <Page title={t("identity.profile.title")} lead={t("identity.profile.lead")}>
      <ProviderPage page="Profile" kind={kind} loaded={loaded} lastResult={actionData} />
      <p>
        <a href={backTo} className="font-medium text-accent-text underline underline-offset-2">
          {t("identity.profile.back")}
        </a>
      </p>
    </Page>
  );
}
