import { changeTenantPlan } from "#app/db.server.ts";
import { PLANS } from "#app/db.shared.ts";
import { useTranslation } from "#app/i18n/translation.tsx";
import { ActionPage } from "#app/routes/platform/tenants/action-page.tsx";
import { planChange } from "#app/routes/platform/tenants/action-rules.ts";
import { loadTenantAction, runTenantAction } from "#app/routes/platform/tenants/tenant-action.server.ts";
import type { Route } from "./+types/plan-changes.ts";

export const loader = (args: Route.LoaderArgs) => loadTenantAction(args, "plan");

export const action = (args: Route.ActionArgs) =>
  runTenantAction(args, {
    action: "plan",
    schema: () => planChange,
    work: (tier, { id }, { plan }, actor) => changeTenantPlan(tier, id, { plan, actor }),
  });

export default function PlanChanges({ loaderData, actionData }: Route.ComponentProps) {
  const { t } = useTranslation();
  const plan = {
    name: "plan",
    label: t("platform.actions.plan.field"),
    defaultValue: loaderData.tenant.plan,
    options: PLANS.map((value) => ({ value, label: t(`platform.plan.${value}`) })),
  };
  return <ActionPage action="plan" {...loaderData} fields={[plan]} lastResult={actionData} />;
}
