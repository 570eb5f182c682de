/**
 * Who makes, brings back or drops a tenant's place has hold of it: one at a time, over all processes. It is
 * a lock of a session, so it lives for as long as its process and connection do: a long step keeps it, and a
 * kill gives it back at once.
 */
import { setTimeout as sleep } from "node:timers/promises";
import type pg from "pg";
import type { DataTier } from "../data-tier.ts";
import { DatabaseUnavailable, LifecycleRefused } from "../errors.ts";
import type { Connection } from "../routing/connection.ts";
import { holdForThisTurn } from "../routing/flight.ts";
import type { TenantStatus } from "../routing/tenant.ts";
import { onHoldSession } from "./hold-session.ts";

export type Hold = {
  /** As it was when the hold was had; undefined where there is no such tenant. */
  status: TenantStatus | undefined;
  /** Throws DatabaseUnavailable where the hold was lost: somebody else may have it by now. */
  requireHeld(): void;
};

export type HoldOptions = { waitMs?: number | undefined };

/** How long one waits for whoever has it, and how often one asks for what another process has. */
const HOLD_LIMITS = { waitMs: 10_000, askEveryMs: 100 };

/** Those that this process has, or asks for: whoever comes next waits for its end. */
const mine = new WeakMap<DataTier, Map<string, Promise<void>>>();

/** Runs `work` alone. Throws LifecycleRefused ("busy") where another still has the tenant in hand. */
export async function withHold<T>(
  tier: DataTier,
  tenantId: string,
  work: (hold: Hold) => Promise<T>,
  { waitMs = HOLD_LIMITS.waitMs }: HoldOptions = {},
): Promise<T> {
  const held = mine.get(tier) ?? new Map<string, Promise<void>>();
  mine.set(tier, held);
  const until = performance.now() + waitMs;
  for (let other = held.get(tenantId); other; other = held.get(tenantId)) await endOf(other, until);
  const { promise: over, resolve } = Promise.withResolvers<void>();
  held.set(tenantId, over);
  try {
    return await onHoldSession(tier, (session) => holding(session, { tenantId, until }, work));
  } finally {
    held.delete(tenantId);
    resolve();
  }
}

type Wanted = { tenantId: string; until: number };

async function holding<T>(session: Connection, wanted: Wanted, work: (hold: Hold) => Promise<T>): Promise<T> {
  const { status } = await lock(session.client, wanted);
  const requireHeld = () => {
    if (!session.isUsable()) throw new DatabaseUnavailable("The hold on the tenant was lost.");
  };
  try {
    return await work({ status, requireHeld });
  } finally {
    // Where that fails it went with the session.
    await session.client.query(UNLOCK, [keyOf(wanted)]).catch(() => {});
  }
}

const UNLOCK = "SELECT pg_advisory_unlock(hashtextextended($1, 0))";
const TRY = "SELECT pg_try_advisory_lock(hashtextextended($1, 0)) AS locked";
const STATUS = "SELECT status FROM control.tenants WHERE id = $1";

const keyOf = ({ tenantId }: Wanted): string => `tenantry:lifecycle:${tenantId}`;

async function lock(client: pg.Client, wanted: Wanted): Promise<Pick<Hold, "status">> {
  for (;;) {
    holdForThisTurn(client);
    // In one flight, and the state by a statement of its own: as it is once the lock is had.
    const [tried, state] = await Promise.all([
      client.query<{ locked: boolean }>(TRY, [keyOf(wanted)]),
      client.query<{ status: TenantStatus }>(STATUS, [wanted.tenantId]),
    ]);
    if (tried.rows[0]?.locked) return { status: state.rows[0]?.status };
    if (performance.now() >= wanted.until) throw busy();
    await sleep(HOLD_LIMITS.askEveryMs);
  }
}

async function endOf(other: Promise<void>, until: number): Promise<void> {
  const waited = new AbortController();
  const tooLong = sleep(Math.max(until - performance.now(), 0), undefined, { signal: waited.signal }).then(
    () => {
      throw busy();
    },
  );
  tooLong.catch(() => {});
  await Promise.race([other, tooLong]).finally(() => waited.abort());
}

const busy = () =>
  new LifecycleRefused("busy", "Another process has this tenant in hand at the moment; try again later.");
