import { useTranslation } from "react-i18next";
import { data, redirect } from "react-router";
import { Alert } from "#app/components/ui/alert.tsx";
import { ButtonLink } from "#app/components/ui/button.tsx";
import { Page } from "#app/components/ui/page.tsx";
import { useRevalidateEvery } from "#app/components/use-revalidate-every.ts";
import { WaitSteps } from "#app/components/wait-steps.tsx";
import { requireUser } from "#app/identity/clerk.server.ts";
import { tenantOrigin } from "#app/urls.server.ts";
import { findAwaitedTenant } from "#app/workspace-wait.server.ts";
import type { Route } from "./+types/onboarding-wait.ts";

/** Without JavaScript the page loads itself anew; the root layout reads this. */
export const handle = { refreshSeconds: 2 };
const LOOK_AGAIN_MS = 1_500;
const LONG_MS = 30_000;

export async function loader(args: Route.LoaderArgs) {
  const user = await requireUser(args);
  const { slug } = args.params;
  const organizationId = args.url.searchParams.get("organization");
  const tenant = await findAwaitedTenant(user.id, { slug, organizationId });
  // Only a link that we made ourselves waits for what is not there yet.
  if (!tenant && !organizationId) throw data(null, { status: 404 });
  if (tenant?.status === "active") throw redirect(`${tenantOrigin(tenant.slug)}/dashboard`);
  const since = Number(args.url.searchParams.get("since")) || Date.now();
  return {
    name: tenant?.name ?? slug,
    host: new URL(tenantOrigin(tenant?.slug ?? slug)).host,
    isLong: Date.now() - since > LONG_MS,
  };
}

export default function OnboardingWait({ loaderData }: Route.ComponentProps) {
  const { t } = useTranslation();
  const { name, host, isLong } = loaderData;
  useRevalidateEvery(LOOK_AGAIN_MS);
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
