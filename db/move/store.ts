/** What a move writes into the control plane: each phase, and with it what is true from then on. */
import { type Actor, type AuditRecord, recordAudit } from "../control/audit-log.ts";
import type { ControlTx } from "../control/control-db.ts";
import { noteDone } from "../control/journal.ts";
import { noteMoveError } from "../control/move-notes.ts";
import type { MovePhase } from "../control/move-phases.ts";
import {
  finishMove,
  getMove,
  type Move,
  type PhaseChange,
  replacePlacement,
  setMovePhase,
} from "../control/moves.ts";
import { getTenant } from "../control/tenants.ts";
import type { DataTier } from "../data-tier.ts";
import type { MoveLimits } from "./limits.ts";
import type { MoveStore } from "./machine.ts";

const HOUR_MS = 3_600_000;

/** To what is given up before it has changed anything for its members. */
const GIVEN_UP: Partial<Record<MovePhase, MovePhase>> = {
  preparing: "aborting",
  copying: "aborting",
  verifying: "aborting",
  cuttingOver: "aborting",
  // It stays where it is, and can be sent back again.
  returning: "arrived",
};

export function moveStore(
  tier: DataTier,
  move: Move,
  { actor, limits }: { actor: Actor; limits: MoveLimits },
): MoveStore {
  const { id, tenantId, from, to } = move;
  const write = <T>(work: (tx: ControlTx) => Promise<T>) => tier.controlDb.write(work);
  const audit = (tx: ControlTx, action: AuditRecord["action"], detail: Record<string, unknown> = {}) =>
    recordAudit(tx, { actor, action, tenantId, detail: { from: nameOf(from), to: nameOf(to), ...detail } });
  const heldMs = (since: number) => Math.round(performance.now() - since);

  const change = async (
    phases: { from: MovePhase; to: MovePhase },
    record: (tx: ControlTx) => Promise<void>,
    changes: PhaseChange,
  ): Promise<boolean> => {
    const hasChanged = await write(async (tx) => {
      if (!(await setMovePhase(tx, id, phases, changes))) return false;
      await record(tx);
      return true;
    });
    if (hasChanged) tier.tenantRegistry.invalidate(tenantId);
    return hasChanged;
  };

  return {
    read: () =>
      tier.controlDb.read(async (tx) => {
        const [now, tenant] = await Promise.all([getMove(tx, id), getTenant(tx, tenantId)]);
        const isDeleted = !tenant || tenant.status === "deleted" || tenant.status === "purged";
        return { ...(now ?? move), isDeleted };
      }),
    toPhase: (before, after) => write((tx) => setMovePhase(tx, id, { from: before, to: after })),
    toArrived: (since) =>
      change(
        { from: "cuttingOver", to: "arrived" },
        async (tx) => {
          await replacePlacement(tx, tenantId, to);
          await noteDone(tx, { tenantId, kind: "move" }, "arrive");
          await audit(tx, "tenant.move", { method: move.method });
        },
        {
          arrivedAt: new Date(),
          pauseMs: heldMs(since),
          reapAfter: new Date(Date.now() + limits.keptHours * HOUR_MS),
        },
      ),
    toReturned: (since) =>
      change(
        { from: "returning", to: "cleaning" },
        async (tx) => {
          await replacePlacement(tx, tenantId, from);
          await audit(tx, "tenant.move-returned");
        },
        { pauseMs: heldMs(since) },
      ),
    finish: (_before, after) => write((tx) => finishMove(tx, id, after)),
    giveUp: (before, why) =>
      write(async (tx) => {
        const after = GIVEN_UP[before];
        if (!after || !(await setMovePhase(tx, id, { from: before, to: after }))) return false;
        await noteMoveError(tx, id, why);
        await audit(tx, after === "aborting" ? "tenant.move-given-up" : "tenant.move-back-failed");
        return true;
      }),
  };
}

/** "database on main". */
export const nameOf = ({ kind, cluster }: Pick<Move["from"], "kind" | "cluster">): string =>
  `${kind} on ${cluster}`;
