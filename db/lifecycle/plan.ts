/** Another plan. One that gives a database of its own has the tenant moved to one, while its members work. */

import type { Actor } from "../control/audit-log.ts";
import { entitlementsOf } from "../control/entitlements.ts";
import { enqueue } from "../control/jobs.ts";
import { updateTenant } from "../control/tenant-changes.ts";
import type { DataTier } from "../data-tier.ts";
import type { Plan, Tenant } from "../routing/tenant.ts";
import { changeTenant } from "./change.ts";

/** Moves a tenant to the kind of place that its plan gives, where that is not what it has. */
export const PLACE_BY_PLAN_JOB = "place-by-plan";

/** Whether a plan gives a tenant a database of its own that it has not. The other way staff decide. */
export const isToHaveDatabase = (plan: Plan, { placement }: Pick<Tenant, "placement">): boolean =>
  entitlementsOf(plan).placement === "database" && placement.kind !== "database";

/** Answers false where it has this plan already. Throws LifecycleRefused and TenantUnknown. */
export const changeTenantPlan = (
  tier: DataTier,
  tenantId: string,
  { plan, actor }: { plan: Plan; actor: Actor },
): Promise<boolean> =>
  changeTenant(tier, tenantId, {
    kind: "plan",
    actor,
    isDone: (tenant) => tenant.plan === plan,
    make: async (tx, tenant) => {
      await updateTenant(tx, tenantId, { plan });
      if (isToHaveDatabase(plan, tenant)) {
        const key = `${PLACE_BY_PLAN_JOB}:${tenantId}`;
        await enqueue(tx, { name: PLACE_BY_PLAN_JOB, payload: { tenantId }, key });
      }
      return { from: tenant.plan, to: plan };
    },
  });
