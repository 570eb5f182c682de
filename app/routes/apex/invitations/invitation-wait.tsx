import { data, redirect } from "react-router";
import { Alert } from "#app/components/ui/alert.tsx";
import { ButtonLink } from "#app/components/ui/button.tsx";
import { Page } from "#app/components/ui/page.tsx";
import { useRevalidateEvery } from "#app/components/use-revalidate-every.ts";
import { dataTierContext } from "#app/context.ts";
import { tenantOrigin } from "#app/http/urls.server.ts";
import { useTranslation } from "#app/i18n/translation.tsx";
import { requireUser } from "#app/identity/current-user.server.ts";
import { AFTER_SIGN_IN } from "#app/identity/paths.ts";
import type { Route } from "./+types/invitation-wait.ts";
import { findJoined } from "./joined.server.ts";

/** Without JavaScript the page loads itself anew; the root layout reads this. */
export const handle = { refreshSeconds: 2 };
const LOOK_AGAIN_MS = 1_000;
const LONG_MS = 30_000;

/** Whoever has accepted is let in by a message of the provider, which may still be on its way. */
export async function loader(args: Route.LoaderArgs) {
  const user = await requireUser(args);
  const organizationId = args.url.searchParams.get("organization");
  const joined = await findJoined(args.context.get(dataTierContext), user, organizationId);
  if (!joined && organizationId) throw data(null, { status: 404 });
  if (!joined) throw redirect(AFTER_SIGN_IN);
  if (joined.isMember) throw redirect(`${tenantOrigin(joined.slug)}/dashboard`);
  const since = Number(args.url.searchParams.get("since")) || Date.now();
  return { workspace: joined.name, isLong: Date.now() - since > LONG_MS };
}

export default function InvitationWait({ loaderData: { workspace, isLong } }: Route.ComponentProps) {
  const { t } = useTranslation();
  useRevalidateEvery(LOOK_AGAIN_MS);
  return (
    <Page title={t("invitations.wait.title", { workspace })} lead={t("invitations.wait.lead")} width="form">
      {isLong && <Alert tone="warning">{t("invitations.wait.long")}</Alert>}
      <div className="flex flex-wrap gap-2">
        <ButtonLink to="" reloadDocument>
          {t("onboarding.again")}
        </ButtonLink>
        <ButtonLink to="/workspaces" variant="ghost">
          {t("errors.yourWorkspaces")}
        </ButtonLink>
      </div>
    </Page>
  );
}
