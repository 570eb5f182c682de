/** What a move does to the world, one act each: all are idempotent, since a kill may have them done twice. */
import { isRunUnderWay } from "../control/migration-runs.ts";
import type { Move } from "../control/moves.ts";
import type { DataTier } from "../data-tier.ts";
import { MoveRefused } from "../move-errors.ts";
import { changeOver } from "./change-over.ts";
import { compareSides } from "./compare.ts";
import { endStream } from "./end-stream.ts";
import { lowerFence } from "./fence.ts";
import { copyHeld } from "./held-copy.ts";
import type { MoveLimits } from "./limits.ts";
import type { LockOrder } from "./lock-tables.ts";
import { makePlace, removePlace } from "./new-place.ts";
import { onSide, type Side, schemaOf, sideOf } from "./side.ts";
import { type Stream, startStream } from "./stream.ts";
import { type StreamState, streamState } from "./stream-state.ts";
import { endEarlierMovers } from "./take-over.ts";

export type MoveEffects = {
  /** Afterwards nothing happens any more that an earlier mover has begun. */
  takeOver(): Promise<void>;
  /** The new place is there, and what follows the old one's changes. */
  prepare(): Promise<void>;
  copyState(): Promise<StreamState>;
  /** Both sides are the same, and what is written on the new one will follow to the old one. */
  verify(): Promise<void>;
  /** Writes are held, and go on in the new place once the control plane says so. Answers since when. */
  changeOver(): Promise<number>;
  /** The same, back to the old place. */
  changeBack(): Promise<number>;
  /** Whatever was begun to shut it: the old place takes writes. */
  reopenOld(): Promise<void>;
  /** What followed to the new place ends. */
  endOut(): Promise<void>;
  endStreams(): Promise<void>;
  removeOld(): Promise<void>;
  removeNew(): Promise<void>;
};

export async function moveEffects(tier: DataTier, move: Move, limits: MoveLimits): Promise<MoveEffects> {
  const [from, to] = await Promise.all([sideOf(tier, move.from), sideOf(tier, move.to)]);
  const out: Stream = { from, to, direction: "out" };
  const back: Stream = { from: to, to: from, direction: "back" };
  const { slotWaitMs } = limits;
  const holding = { limits, order: [] as LockOrder };
  const isLive = move.method === "live";
  return {
    takeOver: async () => {
      const clusters = new Set([move.from.cluster, move.to.cluster]);
      for (const cluster of clusters)
        await endEarlierMovers((await tier.clusterUrls(cluster)).adminUrl, from);
    },
    prepare: async () => {
      await requireNoRun(tier);
      await makePlace(tier, { from, to });
      if (isLive) await startStream(out, { copies: true, slotWaitMs });
    },
    copyState: () => streamState(out),
    verify: async () => {
      await analyze(to);
      await compareSides(out, holding);
      await startStream(back, { copies: false, slotWaitMs });
    },
    changeOver: () => (isLive ? changeOver(out, holding) : copyHeld({ from, to }, holding)),
    changeBack: () => changeOver(back, holding),
    reopenOld: () => onSide(from, (client) => lowerFence(client, from)),
    endOut: () => endStream(out),
    endStreams: async () => {
      await endStream(out);
      await endStream(back);
    },
    removeOld: async () => {
      await tier.connections.evict({ ...move.from, version: 0 });
      await removePlace(tier, from, to);
    },
    removeNew: async () => {
      await tier.connections.evict({ ...move.to, version: 0 });
      await removePlace(tier, to, from);
    },
  };
}

/** Asked once the move is written down: a run that begins after that leaves the tenant out. */
async function requireNoRun(tier: DataTier): Promise<void> {
  if (await tier.controlDb.read(isRunUnderWay))
    throw new MoveRefused("A run of migrations is under way: move the tenant once it is over.");
}

/** New tables have no statistics, and the first plans would be made without. */
const analyze = (side: Side): Promise<void> =>
  onSide(side, async (client) => {
    const { rows } = await client.query<{ name: string }>(
      "SELECT quote_ident(tablename) AS name FROM pg_tables WHERE schemaname = $1",
      [side.place.schema],
    );
    for (const { name } of rows) await client.query(`ANALYZE ${schemaOf(side)}.${name}`);
  });
