/** The one connection of a process for all its holds; kept for a moment, for the next. */
import type { DataTier } from "../data-tier.ts";
import { type Connection, openConnection } from "../routing/connection.ts";

const SESSION_LIMITS = { idleMs: 2_000, connectTimeoutMs: 10_000 };

type Kept = { connection?: Promise<Connection>; users: number; timer?: NodeJS.Timeout };

const sessions = new WeakMap<DataTier, Kept>();

/** Throws like `openConnection`, and what `work` throws. */
export async function onHoldSession<T>(
  tier: DataTier,
  work: (session: Connection) => Promise<T>,
): Promise<T> {
  const kept = sessions.get(tier) ?? { users: 0 };
  sessions.set(tier, kept);
  clearTimeout(kept.timer);
  kept.users++;
  try {
    return await work(await usable(tier, kept));
  } finally {
    kept.users--;
    if (kept.users === 0) letGo(kept);
  }
}

async function usable(tier: DataTier, kept: Kept): Promise<Connection> {
  for (;;) {
    kept.connection ??= openConnection(tier.urls.adminUrl, "tenantry:lifecycle", SESSION_LIMITS);
    const asked = kept.connection;
    const session = await asked.catch((error: unknown) => {
      forget(kept, asked);
      throw error;
    });
    // In use it holds the process; idle it does not.
    if (session.isUsable()) {
      holdsProcess(session, true);
      return session;
    }
    forget(kept, asked);
  }
}

/** Unless another has taken its place. */
function forget(kept: Kept, connection: Promise<Connection>): void {
  if (kept.connection === connection) delete kept.connection;
}

function letGo(kept: Kept): void {
  const { connection } = kept;
  connection?.then((idle) => holdsProcess(idle, false)).catch(() => {});
  kept.timer = setTimeout(() => {
    if (kept.users > 0) return;
    delete kept.connection;
    connection?.then((idle) => idle.end()).catch(() => {});
  }, SESSION_LIMITS.idleMs).unref();
}

function holdsProcess({ client }: Connection, holds: boolean): void {
  const refable = client as unknown as { ref(): void; unref(): void };
  if (holds) refable.ref();
  else refable.unref();
}
