import { ActionPage } from "#app/components/platform/action-page.tsx";
import { suspendTenant } from "#app/db.server.ts";
import { useTranslation } from "#app/i18n/translation.tsx";
import { loadTenantAction, runTenantAction } from "#app/platform/tenant-action.server.ts";
import { suspension } from "#app/validation/tenant-action.ts";
import type { Route } from "./+types/suspensions.ts";

export const loader = ({ params }: Route.LoaderArgs) => loadTenantAction(params.tenantId, "suspend");

export const action = (args: Route.ActionArgs) =>
  runTenantAction(args, {
    action: "suspend",
    schema: () => suspension,
    work: ({ id }, { reason }, actor) => suspendTenant(id, { actor, ...(reason && { reason }) }),
  });

export default function Suspensions({ loaderData, actionData }: Route.ComponentProps) {
  const { t } = useTranslation();
  const reason = {
    name: "reason",
    label: t("platform.actions.reason"),
    hint: t("platform.actions.reasonHint"),
    isOptional: true,
  };
  return <ActionPage action="suspend" {...loaderData} fields={[reason]} lastResult={actionData} />;
}
