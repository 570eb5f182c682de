/**
 * Where a tenant is by now, asked of the control plane itself: correctness never rests on what a process
 * remembers.
 */
import { setTimeout as sleep } from "node:timers/promises";
import { TenantMoving } from "../move-errors.ts";
import type { Tenant } from "../routing/tenant.ts";
import type { FindAgain } from "../routing/tenant-db.ts";
import { batched, MAX_BATCH } from "./batched.ts";
import type { ControlDb, ControlTx } from "./control-db.ts";
import { enqueue } from "./jobs.ts";
import { PHASES_OF_CHANGE } from "./move-phases.ts";
import { getOpenMove } from "./moves.ts";
import type { TenantRegistry } from "./tenant-registry.ts";
import { getTenant } from "./tenants.ts";

/** How long a request waits for a tenant that changes places; then it is answered 503. */
const MOVE_WAIT_MS = 5_000;
const ASK_EVERY_MS = 5;
/** A change takes a fraction of this: whoever makes it may be gone. */
const OVERDUE_MS = 1_000;

/** The job that goes on with moves that nobody seems to make. */
export const CONTINUE_MOVES_JOB = "continue-moves";

/** In their turn, and never by an answer that was on its way before they asked. */
const ASKS = { maxBatch: MAX_BATCH, runsAtOnce: 2 };

type Asked = { tenant: Tenant | undefined; isChanging: boolean };

async function ask(tx: ControlTx, id: string): Promise<Asked> {
  // In this order: where the move has arrived by then, the tenant is read in its new place.
  const [move, tenant] = await Promise.all([getOpenMove(tx, id), getTenant(tx, id)]);
  const isChanging = tenant?.status === "moving" || (move && PHASES_OF_CHANGE.includes(move.phase)) || false;
  return { tenant, isChanging };
}

export type Whereabouts = {
  /**
   * The tenant as it is, once it is not between two places. Throws TenantMoving where that takes too long.
   */
  settled(tenant: Pick<Tenant, "id" | "slug">): Promise<Tenant | undefined>;
  findAgain: FindAgain;
};

export function createWhereabouts(
  controlDb: ControlDb,
  registry: TenantRegistry,
  { waitMs = MOVE_WAIT_MS }: { waitMs?: number | undefined } = {},
): Whereabouts {
  const askInTurn = batched<string, Asked>(
    (ids) => controlDb.read((tx) => Promise.all(ids.map((id) => ask(tx, id)))),
    ASKS,
  );
  const wakeWorker = () =>
    controlDb.write((tx) => enqueue(tx, { name: CONTINUE_MOVES_JOB, payload: {}, key: CONTINUE_MOVES_JOB }));

  const settled: Whereabouts["settled"] = async ({ id, slug }) => {
    const since = performance.now();
    for (let isOverdue = false; ; await sleep(ASK_EVERY_MS)) {
      const { tenant, isChanging } = await askInTurn(id);
      if (!isChanging) return tenant;
      const waited = performance.now() - since;
      if (waited >= waitMs) throw new TenantMoving(slug);
      if (isOverdue || waited < OVERDUE_MS) continue;
      isOverdue = true;
      await wakeWorker();
    }
  };
  const findAgain: FindAgain = async (known) => {
    const tenant = await settled(known);
    if (!tenant || tenant.placement.version <= known.placement.version) return undefined;
    registry.invalidate(known.id);
    return tenant;
  };
  return { settled, findAgain };
}
