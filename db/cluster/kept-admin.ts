/**
 * The admin's connections that are kept for a moment: a new backend costs more than the birth of a schema.
 * For work that is one transaction and leaves nothing set in the session; whatever fails closes its
 * connection.
 */
import type pg from "pg";
import { type Connection, openConnection } from "../routing/connection.ts";
import { requireDirect } from "./direct.ts";

const KEPT_LIMITS = { perUrl: 4, idleMs: 2_000, connectTimeoutMs: 10_000 };

type Kept = { connection: Connection; timer: NodeJS.Timeout };

const idle = new Map<string, Kept[]>();

/**
 * Runs `work` on a kept connection, or on a new one. Throws like `openConnection`, and what `work` throws.
 */
export async function withKeptAdmin<T>(url: string, work: (client: pg.Client) => Promise<T>): Promise<T> {
  await requireDirect(url);
  const connection = take(url) ?? (await openConnection(url, "tenantry:admin", KEPT_LIMITS));
  try {
    const result = await work(connection.client);
    keep(url, connection);
    return result;
  } catch (error) {
    connection.destroy();
    throw error;
  }
}

function take(url: string): Connection | undefined {
  const kept = idle.get(url)?.pop();
  if (!kept) return undefined;
  clearTimeout(kept.timer);
  // In use it holds the process; idle it does not.
  holdsProcess(kept.connection, true);
  return kept.connection.isUsable() ? kept.connection : take(url);
}

function holdsProcess({ client }: Connection, holds: boolean): void {
  const refable = client as unknown as { ref(): void; unref(): void };
  if (holds) refable.ref();
  else refable.unref();
}

function keep(url: string, connection: Connection): void {
  const others = idle.get(url) ?? [];
  if (!connection.isUsable() || others.length >= KEPT_LIMITS.perUrl) {
    connection.end();
    return;
  }
  const kept = { connection, timer: setTimeout(() => drop(url, kept), KEPT_LIMITS.idleMs).unref() };
  holdsProcess(connection, false);
  idle.set(url, [...others, kept]);
}

function drop(url: string, kept: Kept): void {
  const others = (idle.get(url) ?? []).filter((each) => each !== kept);
  if (others.length > 0) idle.set(url, others);
  else idle.delete(url);
  kept.connection.end();
}
