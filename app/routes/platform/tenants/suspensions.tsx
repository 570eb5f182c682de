import { suspendTenant } from "#app/db.server.ts";
import { useTranslation } from "#app/i18n/translation.tsx";
import { ActionPage } from "#app/routes/platform/tenants/action-page.tsx";
import { suspension } from "#app/routes/platform/tenants/action-rules.ts";
import { reasonField } from "#app/routes/platform/tenants/harm-fields.tsx";
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
  const isReasonShown = {
    name: "isReasonShown",
    label: t("platform.actions.showReason"),
    hint: t("platform.actions.showReasonHint"),
    isOptional: true,
    isCheckbox: true,
  };
  const fields = [reasonField(t), isReasonShown];
  return <ActionPage action="suspend" {...loaderData} fields={fields} lastResult={actionData} />;
}
