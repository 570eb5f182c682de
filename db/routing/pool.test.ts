import { afterAll, afterEach, beforeAll, describe, expect, test, vi } from "vitest";
import type { DataTier } from "../data-tier.ts";
import { ConnectionLimitReached, DatabaseUnavailable } from "../errors.ts";
import { scratchDataTier } from "../testing/scratch.ts";
import { type BoundedPool, openPool, type PoolLimits } from "./pool.ts";
import type { Lease } from "./transaction.ts";

const limits: PoolLimits = {
  maxConnections: 3,
  maxPerTenant: 2,
  maxWaiting: 20,
  maxWaitingPerTenant: 10,
  checkoutWaitMs: 2_000,
  connectTimeoutMs: 2_000,
  idleMs: 60_000,
  drainMs: 10_000,
};

let tier: DataTier;
const opened: BoundedPool[] = [];
const open = (changes: Partial<PoolLimits> = {}) => {
  const pool = openPool(tier.urls.adminUrl, "test-pool", { ...limits, ...changes }, { pipelines: true });
  opened.push(pool);
  return pool;
};
const backend = async ({ client }: Lease) =>
  (await client.query<{ pid: number }>("SELECT pg_backend_pid() AS pid")).rows[0]?.pid;

beforeAll(async () => {
  tier = await scratchDataTier();
});
afterEach(async () => {
  await Promise.all(opened.splice(0).map((pool) => pool.close()));
});
afterAll(() => tier.close());

describe("a pool", () => {
  test("opens no more connections than its limit, whatever is asked of it", async () => {
    const pool = open();
    let most = 0;
    const use = async (n: number) => {
      const lease = await pool.acquire(`tenant-${n}`);
      most = Math.max(most, pool.stats().open);
      await lease.client.query("SELECT 1");
      lease.release();
    };
    await Promise.all(Array.from({ length: 20 }, (_, n) => use(n)));
    expect(most).toBe(limits.maxConnections);
    expect(pool.stats()).toMatchObject({ busy: 0, waiting: 0 });
  });

  test("gives one tenant no more than its share", async () => {
    // Threat: a noisy neighbour holds every connection.
    const pool = open();
    const held = [await pool.acquire("loud"), await pool.acquire("loud")];
    const third = pool.acquire("loud");
    const quiet = await pool.acquire("quiet");
    expect(pool.stats()).toMatchObject({ busy: 3, waiting: 1 });
    quiet.release();
    expect(pool.stats()).toMatchObject({ busy: 2, waiting: 1 });
    held[0]?.release();
    (await third).release();
    held[1]?.release();
  });

  test("brings a tenant back to the same connections", async () => {
    const pool = open({ maxConnections: 10, maxPerTenant: 10 });
    const seen = new Map<string, Set<number | undefined>>();
    for (let n = 0; n < 60; n++) {
      const tenant = `tenant-${n % 6}`;
      const lease = await pool.acquire(tenant);
      seen.set(tenant, (seen.get(tenant) ?? new Set()).add(await backend(lease)));
      lease.release();
    }
    for (const pids of seen.values()) expect(pids.size).toBeLessThanOrEqual(2);
  });

  test("ends a wait with ConnectionLimitReached, never with a hang", async () => {
    const pool = open({ maxConnections: 1, checkoutWaitMs: 50 });
    const held = await pool.acquire("a");
    await expect(pool.acquire("b")).rejects.toBeInstanceOf(ConnectionLimitReached);
    held.release();
    (await pool.acquire("b")).release();
  });

  test("replaces a connection that the server ended, in use or idle", async () => {
    const pool = open({ maxConnections: 1 });
    const kill = async (pid: number | undefined) => {
      const killer = await open().acquire("killer");
      await killer.client.query("SELECT pg_terminate_backend($1)", [pid]);
      killer.release();
    };
    const first = await pool.acquire("a");
    const pid = await backend(first);
    const query = first.client.query("SELECT pg_sleep(10)").catch((error: Error) => error);
    await kill(pid);
    const error = await query;
    expect(error).toBeInstanceOf(Error);
    first.release(error as Error);
    const second = await pool.acquire("a");
    const other = await backend(second);
    expect(other).not.toBe(pid);
    second.release();
    await kill(other);
    await vi.waitFor(() => expect(pool.stats().open).toBe(0));
    const third = await pool.acquire("a");
    expect(await backend(third)).not.toBe(other);
    third.release();
  });

  test("does not wait forever for work that never ends when it closes", async () => {
    const pool = open({ drainMs: 30 });
    await pool.acquire("a");
    await pool.close();
  });

  test("a connection that is lent after the pool closed is ended when it is given back", async () => {
    // Threat: a pool that closes while a connection opens leaves that one open for ever.
    const pool = open({ drainMs: 1 });
    const underway = pool.acquire("a");
    await pool.close();
    const late = await underway;
    late.release();
    await expect(late.client.query("SELECT 1")).rejects.toThrow();
    expect(pool.stats()).toMatchObject({ open: 0, busy: 0 });
  });

  test("gives the place of a connection that could not be opened to the next", async () => {
    const mode = { pipelines: true };
    const one = { ...limits, maxConnections: 1 };
    const pool = openPool("postgres://nobody:wrong@127.0.0.1:1/nowhere", "test", one, mode);
    for (let n = 0; n < 3; n++) await expect(pool.acquire("a")).rejects.toBeInstanceOf(DatabaseUnavailable);
    expect(pool.stats()).toMatchObject({ busy: 0, waiting: 0, open: 0 });
    await pool.close();
  });

  test("closes connections that idle", async () => {
    const pool = open({ idleMs: 60 });
    (await pool.acquire("a")).release();
    expect(pool.stats().open).toBe(1);
    await vi.waitFor(() => expect(pool.stats().open).toBe(0), { timeout: 2_000 });
  });

  test("when it closes, lets what runs finish and refuses what waits and what comes", async () => {
    const pool = open({ maxConnections: 1 });
    const running = await pool.acquire("a");
    const waiting = pool.acquire("b").catch((error: unknown) => error);
    const closed = pool.close();
    expect(await waiting).toBeInstanceOf(ConnectionLimitReached);
    await expect(pool.acquire("c")).rejects.toBeInstanceOf(DatabaseUnavailable);
    expect(await backend(running)).toBeTypeOf("number");
    running.release();
    await closed;
  });

  test("a lease that is given back twice counts once", async () => {
    const pool = open({ maxConnections: 2 });
    const lease = await pool.acquire("a");
    lease.release();
    lease.release();
    const two = [await pool.acquire("a"), await pool.acquire("b")];
    expect(pool.stats().busy).toBe(2);
    for (const each of two) each.release();
  });
});
