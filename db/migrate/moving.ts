/**
 * Tenants that are between two places wait with what changes their tables: the copy would not fit any more.
 * Looked at once the run is written down, as a move looks at runs once it is: one of the two sees the other.
 */
import { PHASES_OF_COPYING } from "../control/move-phases.ts";
import { listMovingTenantIds } from "../control/moves.ts";
import type { DataTier } from "../data-tier.ts";
import type { TenantOutcome } from "./outcome.ts";
import type { Target } from "./targets.ts";

const WHY = "It is being moved: run the command again once it has arrived. It says nothing of the migration.";

export async function setMovingAside(
  tier: DataTier,
  targets: Target[],
): Promise<{ ready: Target[]; moving: TenantOutcome[] }> {
  const ids = new Set(await tier.controlDb.read((tx) => listMovingTenantIds(tx, PHASES_OF_COPYING)));
  return {
    ready: targets.filter(({ tenantId }) => !ids.has(tenantId)),
    moving: targets.filter(({ tenantId }) => ids.has(tenantId)).map(asWaiting),
  };
}

const asWaiting = (target: Target): TenantOutcome => ({
  target,
  state: "failed",
  version: target.version,
  attempts: 0,
  durationMs: 0,
  failure: { message: WHY, code: undefined, migration: undefined, statement: undefined, isUnreachable: true },
});
