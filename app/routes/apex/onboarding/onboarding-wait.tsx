import { data, redirect } from "react-router";
import { Alert } from "#app/components/ui/alert.tsx";
import { ButtonLink } from "#app/components/ui/button.tsx";
import { Page } from "#app/components/ui/page.tsx";
import { useRevalidateEvery } from "#app/components/use-revalidate-every.ts";
import { dataTierContext } from "#app/context.ts";
import { isServing } from "#app/db.shared.ts";
import { tenantOrigin } from "#app/http/urls.server.ts";
import { useTranslation } from "#app/i18n/translation.tsx";
import { requireUser } from "#app/identity/current-user.server.ts";
import { WaitSteps } from "#app/routes/apex/onboarding/wait-steps.tsx";
import { findAwaitedTenant } from "#app/routes/apex/onboarding/workspace-wait.server.ts";
import { isSlugShaped } from "#app/validation/workspace.ts";
import type { Route } from "./+types/onboarding-wait.ts";

/** Without JavaScript the page loads itself anew; the root layout reads this. */
export const handle = {
  refreshSeconds: (loaded?: { isRefused?: boolean }) => (loaded?.isRefused ? undefined : REFRESH_SECONDS),
};
const REFRESH_SECONDS = 2;
const LOOK_AGAIN_MS = 1_500;
const LONG_MS = 30_000;

export async function loader(args: Route.LoaderArgs) {
  const user = await requireUser(args);
  const { slug } = args.params;
  const organizationId = args.url.searchParams.get("organization");
  if (!isSlugShaped(slug)) throw data(null, { status: 404 });
  const { tenant, isRefused } = await findAwaitedTenant(args.context.get(dataTierContext), user.id, {
    slug,
    organizationId,
  });
  // Only a link that we made ourselves waits for what is not there yet.
  if (!tenant && !organizationId) throw data(null, { status: 404 });
  if (tenant && isServing(tenant.status)) throw redirect(`${tenantOrigin(tenant.slug)}/dashboard`);
  const since = Number(args.url.searchParams.get("since")) || Date.now();
  return {
    name: tenant?.name ?? slug,
    host: new URL(tenantOrigin(tenant?.slug ?? slug)).host,
    isLong: Date.now() - since > LONG_MS,
    isRefused,
  };
}

export default function OnboardingWait({ loaderData }: Route.ComponentProps) {
  const { t } = useTranslation();
  const { name, host, isLong, isRefused } = loaderData;
  useRevalidateEvery(LOOK_AGAIN_MS);
  if (isRefused) return <Refused />;
  return (
    <Page title={t("onboarding.waitTitle", { name })} lead={t("onboarding.waitLead")} width="form">
      {isLong && <Alert tone="warning">{t("onboarding.waitLong")}</Alert>}
      <WaitSteps host={host} />
      <div>
        <ButtonLink to="" reloadDocument>
          {t("onboarding.again")}
        </ButtonLink>
      </div>
    </Page>
  );
}

/** What was asked for was taken back: the person owns as many workspaces as one may. */
function Refused() {
  const { t } = useTranslation();
  return (
    <Page title={t("onboarding.refusedTitle")} lead={t("onboarding.refused")} width="form">
      <div>
        <ButtonLink to="/workspaces" variant="primary">
          {t("onboarding.toWorkspaces")}
        </ButtonLink>
      </div>
    </Page>
  );
}
