/** A plan that gives a database of its own: the tenant is moved to one. */
import { getOpenMove, type Move } from "../control/moves.ts";
import { getTenant } from "../control/tenants.ts";
import { allows } from "../control/transitions.ts";
import type { DataTier } from "../data-tier.ts";
import { isToHaveDatabase } from "../lifecycle/plan.ts";
import { beginMove } from "./move-tenant.ts";
import { planMove } from "./plan.ts";

/**
 * Begins the move, for the worker to make; on the tenant's own cluster, or another of its region where that
 * has no room. Answers undefined where none is needed: it is there, on its way, deleted, or on another plan
 * by now. Throws MoveRefused where it is not possible yet: asked again it may be.
 */
export async function placeByPlan(tier: DataTier, tenantId: string): Promise<Move | undefined> {
  const [tenant, open] = await tier.controlDb.read((tx) =>
    Promise.all([getTenant(tx, tenantId), getOpenMove(tx, tenantId)]),
  );
  if (!tenant || !allows(tenant.status, "move") || !isToHaveDatabase(tenant.plan, tenant)) return undefined;
  if (open?.to.kind === "database" && ON_ITS_WAY.includes(open.phase)) return undefined;
  const plan = await planMove(tier, tenantId, { to: "database", orElsewhere: true });
  return beginMove(tier, plan, { isQueued: true });
}

const ON_ITS_WAY: Move["phase"][] = ["preparing", "copying", "verifying", "cuttingOver"];
