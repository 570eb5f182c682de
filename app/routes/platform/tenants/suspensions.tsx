import { suspendTenant } from "#app/db.server.ts";
import { useTranslation } from "#app/i18n/translation.tsx";
import { ActionPage } from "#app/routes/platform/tenants/action-page.tsx";
import { suspension } from "#app/routes/platform/tenants/action-rules.ts";
import { loadTenantAction, runTenantAction } from "#app/routes/platform/tenants/tenant-action.server.ts";
import type { Route } from "./+types/suspensions.ts";

export const loader = (args: Route.LoaderArgs) => loadTenantAction(args, "suspend");

export const action = (args: Route.ActionArgs) =>
  runTenantAction(args, {
    action: "suspend",
    schema: () => suspension,
    work: (tier, { id }, { reason, isReasonShown }, actor) =>
      suspendTenant(tier, id, { actor, reason, isReasonShown: isReasonShown === "on" }),
  });

export default function Suspensions({ loaderData, actionData }: Route.ComponentProps) {
  const { t } = useTranslation();
  const reason = {
    name: "reason",
    label: t("platform.actions.reason"),
    hint: t("platform.actions.reasonHint"),
  };
  const isReasonShown = {
    name: "isReasonShown",
    label: t("platform.actions.showReason"),
    hint: t("platform.actions.showReasonHint"),
    isOptional: true,
    isCheckbox: true,
  };
  return (
    <ActionPage action="suspend" {...loaderData} fields={[reason, isReasonShown]} lastResult={actionData} />
  );
}
