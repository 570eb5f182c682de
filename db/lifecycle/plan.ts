/** Another plan. Where the tenant lives is not changed by it. */

import type { Actor } from "../control/audit-log.ts";
import { updateTenant } from "../control/tenant-changes.ts";
import type { DataTier } from "../data-tier.ts";
import type { Plan } from "../routing/tenant.ts";
import { changeTenant } from "./change.ts";

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
      return { from: tenant.plan, to: plan };
    },
  });
