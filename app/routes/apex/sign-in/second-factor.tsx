import { data, redirect } from "react-router";
import { Alert } from "#app/components/ui/alert.tsx";
import { ButtonLink } from "#app/components/ui/button.tsx";
import { Page } from "#app/components/ui/page.tsx";
import { returnPath } from "#app/http/return-path.ts";
import { useTranslation } from "#app/i18n/translation.tsx";
import { Destination } from "#app/identity/components/destination.tsx";
import { requireUser } from "#app/identity/current-user.server.ts";
import { destinationOf } from "#app/identity/destination.server.ts";
import { identity } from "#app/identity/identity.server.ts";
import { pageActs } from "#app/identity/page-acts.server.ts";
import { AFTER_SIGN_IN, RETURN_PARAM } from "#app/identity/paths.ts";
import { ProviderPage } from "#app/identity/provider-pages.tsx";
import type { Route } from "./+types/second-factor.ts";

/** Where a workspace asks for a second factor: whoever has given one is led on. */
export async function loader(args: Route.LoaderArgs) {
  const { searchParams } = args.url;
  const user = await requireUser(args);
  const returnTo = returnPath(searchParams.get(RETURN_PARAM), AFTER_SIGN_IN);
  if (user.hasSecondFactor && searchParams.has(RETURN_PARAM)) throw redirect(returnTo);
  const way = { returnTo, destination: destinationOf(returnTo) };
  const { loaded, status = 200 } = await identity.pages.secondFactor.load(args, way);
  const { destination } = way;
  return data({ kind: identity.kind, loaded, destination, hasIt: user.hasSecondFactor }, { status });
}

export const action = (args: Route.ActionArgs) => identity.pages.secondFactor.submit(args, pageActs(args));

export default function SecondFactor({ loaderData, actionData }: Route.ComponentProps) {
  const { t } = useTranslation();
  const { kind, loaded, destination, hasIt } = loaderData;
  return (
    <Page title={t("identity.factor.title")} lead={t("identity.factor.lead")} width="form">
      <Destination host={destination} />
      {hasIt ? (
        <IsOn />
      ) : (
        <ProviderPage page="SecondFactor" kind={kind} loaded={loaded} lastResult={actionData} />
      )}
    </Page>
  );
}

function IsOn() {
  const { t } = useTranslation();
  return (
    <>
      <Alert tone="success">{t("identity.factor.isOn")}</Alert>
      <ButtonLink to="/workspaces" className="justify-self-start">
        {t("nav.workspaces")}
      </ButtonLink>
    </>
  );
}
