/** Moves in the control plane: written as they go on, one open move of a tenant at a time. */
import { and, desc, eq, inArray, isNull, lt, or, sql } from "drizzle-orm";
import { newId } from "../id.ts";
import { type Placement, tenantIdentifier } from "../routing/placement.ts";
import type { ControlTx } from "./control-db.ts";
import type { MoveMethod, MovePhase, MoveProgressNote } from "./move-phases.ts";
import { moves } from "./schema/moves.ts";
import { placements } from "./schema/tenants.ts";
import { notifyTenantChanged } from "./tenant-changes.ts";

/** A placement without what the control plane counts by itself. */
export type Place = Omit<Placement, "version">;

export type Move = {
  id: string;
  tenantId: string;
  method: MoveMethod;
  phase: MovePhase;
  from: Place;
  to: Place;
  startedBy: string;
  startedAt: Date;
  phaseAt: Date;
  arrivedAt: Date | null;
  /** For how long writes will probably be held; null of moves that began before it was noted. */
  expectedPauseMs: number | null;
  pauseMs: number | null;
  reapAfter: Date | null;
  finishedAt: Date | null;
  progress: MoveProgressNote | null;
  error: string | null;
};

type Row = typeof moves.$inferSelect;

const loginOf = (user: string | null, sealedPassword: string | null) =>
  user && sealedPassword ? { user, sealedPassword } : null;

function toMove(row: Row): Move {
  const own = tenantIdentifier(row.tenantId);
  const names = { schema: own, role: own };
  return {
    ...row,
    from: {
      ...names,
      kind: row.fromKind,
      cluster: row.fromCluster,
      database: row.fromDatabase,
      login: loginOf(row.fromLogin, row.fromSealedPassword),
    },
    to: {
      ...names,
      kind: row.toKind,
      cluster: row.toCluster,
      database: row.toDatabase,
      login: loginOf(row.toLogin, row.toSealedPassword),
    },
  };
}

export async function insertMove(
  tx: ControlTx,
  move: Pick<Move, "tenantId" | "method" | "from" | "to" | "startedBy" | "expectedPauseMs">,
): Promise<Move> {
  const { tenantId, method, from, to, startedBy, expectedPauseMs } = move;
  const [row] = await tx
    .insert(moves)
    .values({
      ...{ id: newId(), tenantId, method, startedBy, expectedPauseMs, phase: "preparing" as const },
      ...{ fromKind: from.kind, fromCluster: from.cluster, fromDatabase: from.database },
      ...{ fromLogin: from.login?.user, fromSealedPassword: from.login?.sealedPassword },
      ...{ toKind: to.kind, toCluster: to.cluster, toDatabase: to.database },
      ...{ toLogin: to.login?.user, toSealedPassword: to.login?.sealedPassword },
    })
    .returning();
  if (!row) throw new Error("The move that was just written is not there.");
  return toMove(row);
}

const isOpen = isNull(moves.finishedAt);

export async function getMove(tx: ControlTx, id: string): Promise<Move | undefined> {
  const [row] = await tx.select().from(moves).where(eq(moves.id, id));
  return row && toMove(row);
}

export async function getOpenMove(tx: ControlTx, tenantId: string): Promise<Move | undefined> {
  const [row] = await tx
    .select()
    .from(moves)
    .where(and(eq(moves.tenantId, tenantId), isOpen));
  return row && toMove(row);
}

/** The last one that began, open or not. @internal */
export async function getLastMove(tx: ControlTx, tenantId: string): Promise<Move | undefined> {
  const [row] = await tx
    .select()
    .from(moves)
    .where(eq(moves.tenantId, tenantId))
    .orderBy(desc(moves.startedAt), desc(moves.id))
    .limit(1);
  return row && toMove(row);
}

export async function listOpenMoves(tx: ControlTx): Promise<Move[]> {
  const rows = await tx.select().from(moves).where(isOpen).orderBy(moves.startedAt, moves.id);
  return rows.map(toMove);
}

/** Those of these tenants that are in one of these phases. */
export async function listMovingTenantIds(tx: ControlTx, phases: readonly MovePhase[]): Promise<string[]> {
  const rows = await tx
    .select({ tenantId: moves.tenantId })
    .from(moves)
    .where(and(isOpen, inArray(moves.phase, [...phases])));
  return rows.map(({ tenantId }) => tenantId);
}

export type PhaseChange = Partial<Pick<Move, "pauseMs" | "reapAfter" | "arrivedAt">>;

/**
 * Answers false where the phase is another one by now. What went wrong before is forgotten with its phase.
 */
export async function setMovePhase(
  tx: ControlTx,
  id: string,
  phases: { from: MovePhase; to: MovePhase },
  changes: PhaseChange = {},
): Promise<boolean> {
  const changed = await tx
    .update(moves)
    .set({ phase: phases.to, phaseAt: sql`now()`, progress: null, error: null, ...changes })
    .where(and(eq(moves.id, id), eq(moves.phase, phases.from)))
    .returning({ id: moves.id });
  return changed.length > 0;
}

/** The passwords of what is gone are not kept; what it was given up for is. */
export async function finishMove(tx: ControlTx, id: string, phase: MovePhase): Promise<void> {
  await tx
    .update(moves)
    .set({
      phase,
      phaseAt: sql`now()`,
      finishedAt: sql`now()`,
      fromSealedPassword: null,
      toSealedPassword: null,
    })
    .where(eq(moves.id, id));
}

/** From here on the tenant is served from there; told to all processes with the commit. */
export async function replacePlacement(tx: ControlTx, tenantId: string, place: Place): Promise<void> {
  const { kind, cluster, database, schema, role, login } = place;
  await tx
    .update(placements)
    .set({
      ...{ kind, cluster, database, schema, role },
      login: login?.user ?? null,
      sealedPassword: login?.sealedPassword ?? null,
      version: sql`${placements.version} + 1`,
      updatedAt: sql`now()`,
    })
    .where(eq(placements.tenantId, tenantId));
  await notifyTenantChanged(tx, tenantId);
}

/**
 * Moves that somebody has to go on with: all that are under way, and those whose way back is over. What has
 * arrived waits for its time.
 */
export async function listMovesToContinue(
  tx: ControlTx,
  { tenantId, limit }: { tenantId?: string | undefined; limit: number },
): Promise<Move[]> {
  const isOver = and(eq(moves.phase, "arrived"), lt(moves.reapAfter, sql`now()`));
  const isUnderWay = sql`${moves.phase} <> 'arrived'`;
  const rows = await tx
    .select()
    .from(moves)
    .where(and(isOpen, or(isUnderWay, isOver), tenantId ? eq(moves.tenantId, tenantId) : undefined))
    .orderBy(moves.phaseAt, moves.id)
    .limit(limit);
  return rows.map(toMove);
}
