/** Another plan. Where the tenant lives is not changed by it. */
import type { Actor } from "../control/audit-log.ts";
import type { Plan } from "../control/tenant.ts";
import type { DataTier } from "../data-tier.ts";
import { changeTenant } from "./change.ts";
import { setStatus } from "./suspend.ts";

/** Answers false where it has this plan already. Throws LifecycleRefused and TenantUnknown. */
export const changeTenantPlan = (
  tier: DataTier,
  tenantId: string,
  { plan, actor }: { plan: Plan; actor: Actor },
): Promise<boolean> =>
  changeTenant(tier, tenantId, {
    kind: "plan",
    actor,
    from: ["active", "suspended"],
    isDone: (tenant) => tenant.plan === plan,
    make: async (tx, tenant) => {
      await setStatus(tx, tenantId, { plan });
      return { from: tenant.plan, to: plan };
    },
  });
