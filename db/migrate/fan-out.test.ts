import { eq } from "drizzle-orm";
import { describe, expect, test } from "vitest";
import { withAdmin } from "../cluster/admin.ts";
import { listMigrationResults } from "../control/migration-runs.ts";
import { tenants } from "../control/schema/tenants.ts";
import {
  at,
  COUNT,
  countColumn,
  execute,
  FIRST,
  first,
  freshTenants,
  good,
  inSchemas,
  load,
  run,
  SECOND,
  THIRD,
  versionOf,
} from "../testing/fan-out-harness.ts";
import type { ManyTenant } from "../testing/many-tenants.ts";

freshTenants();

describe("a run", () => {
  test("brings everybody up to date, notes each tenant, and has nothing to do the second time", async () => {
    const { runId, ...result } = await run(good);
    expect(result).toMatchObject({ state: "done", total: COUNT, done: COUNT, failed: 0, remaining: 0 });
    expect(await countColumn("note")).toBe(COUNT);
    expect(await versionOf(at.made[0]!.id)).toBe(SECOND);
    const results = await at.tier.controlDb.read((tx) => listMigrationResults(tx, runId!));
    expect(results.items).toHaveLength(COUNT);
    expect(results.items[0]).toMatchObject({
      state: "done",
      fromVersion: FIRST,
      toVersion: SECOND,
      attempts: 1,
    });
    expect(await run(good)).toMatchObject({ total: 0, state: "done", runId: undefined });
  });

  test("concerns suspended tenants and spares, and neither deleted nor purged ones", async () => {
    const [suspended, spare, deleted, purged] = at.made;
    const set = (tenant: ManyTenant, status: "suspended" | "spare" | "deleted" | "purged") =>
      at.tier.controlDb.write((tx) => tx.update(tenants).set({ status }).where(eq(tenants.id, tenant.id)));
    await set(suspended!, "suspended");
    await set(spare!, "spare");
    await set(deleted!, "deleted");
    await set(purged!, "purged");
    const { outcomes, total } = await run(good);
    expect(total).toBe(COUNT - 2);
    const ids = outcomes.map(({ target }) => target.tenantId);
    expect(ids).toEqual(expect.arrayContaining([suspended!.id, spare!.id]));
    expect(ids).not.toEqual(expect.arrayContaining([deleted!.id]));
  });

  test("a connection that is lost costs nothing: what it had done is found done, each tenant counts once", async () => {
    await execute("CREATE SEQUENCE public.times_lost");
    const migrations = load({
      ...first,
      [SECOND]: `ALTER TABLE items ADD COLUMN note text;
--> statement-breakpoint
DO $$ BEGIN
  IF current_schema() = '${at.made[4]!.schema}' AND nextval('public.times_lost') = 1 THEN
    PERFORM pg_terminate_backend(pg_backend_pid());
  END IF;
END $$;`,
    });
    const { outcomes, ...result } = await run(migrations, { concurrency: 1 });
    expect(result).toMatchObject({ state: "done", done: COUNT, failed: 0 });
    expect(new Set(outcomes.map(({ target }) => target.tenantId)).size).toBe(outcomes.length);
    expect(await countColumn("note")).toBe(COUNT);
  });

  test("can be limited to some tenants", async () => {
    expect(await run(good, { tenantIds: [at.made[2]!.id] })).toMatchObject({ total: 1, done: 1 });
    expect(await countColumn("note")).toBe(1);
  });

  test("a tenant whose ledger is ahead of its version is not migrated twice", async () => {
    await run(good);
    await at.tier.controlDb.write((tx) => tx.update(tenants).set({ schemaVersion: FIRST }));
    expect(await run(good)).toMatchObject({ done: COUNT, state: "done" });
    expect(await versionOf(at.made[0]!.id)).toBe(SECOND);
  });

  test("a lock that passes is waited for, and tried again", async () => {
    const table = `"${at.made[3]!.schema}".items`;
    const { outcomes, state } = await withAdmin(at.tier.urls.adminUrl, async (client) => {
      const isAwaited = async () =>
        (await client.query(`SELECT FROM pg_locks WHERE NOT granted AND relation = '${table}'::regclass`))
          .rowCount === 1;
      await client.query("BEGIN");
      await client.query(`LOCK TABLE ${table} IN ACCESS SHARE MODE`);
      const underway = run(good);
      await expect.poll(isAwaited, { interval: 5 }).toBe(true);
      // The wait has a limit, and the tenant its next attempt.
      await expect.poll(isAwaited, { interval: 5 }).toBe(false);
      await client.query("ROLLBACK");
      return underway;
    });
    expect(state).toBe("done");
    expect(outcomes.find(({ target }) => target.tenantId === at.made[3]!.id)!.attempts).toBeGreaterThan(1);
  });

  test("is stopped between tenants, and goes on where it stood", async () => {
    const stop = new AbortController();
    const halt = () => stop.abort();
    const { state, remaining, done } = await run(good, {
      concurrency: 1,
      signal: stop.signal,
      onOutcome: halt,
    });
    // One more was under way.
    expect({ state, remaining, done }).toEqual({ state: "interrupted", remaining: COUNT - 2, done: 2 });
    expect(await run(good)).toMatchObject({ state: "done", total: COUNT - 2 });
  });
});

describe("without a transaction", () => {
  const concurrent = load({
    ...first,
    [SECOND]: `-- tenantry: no-transaction
CREATE INDEX CONCURRENTLY IF NOT EXISTS items_name_idx ON items (name)`,
    [THIRD]: "ALTER TABLE items ADD COLUMN note text",
  });
  const indexes = () =>
    inSchemas<{ valid: boolean }>(
      `SELECT i.indisvalid AS valid FROM pg_index i JOIN pg_class c ON c.oid = i.indexrelid
       JOIN pg_namespace n ON n.oid = c.relnamespace WHERE n.nspname = ANY ($1) AND c.relname = 'items_name_idx'`,
    );

  test("a concurrent index is built, noted, and what follows it is applied", async () => {
    expect(await run(concurrent)).toMatchObject({ state: "done", done: COUNT });
    expect(await indexes()).toEqual(Array(COUNT).fill({ valid: true }));
    expect(await countColumn("note")).toBe(COUNT);
  });

  test("an index that a kill left invalid is built anew", async () => {
    const { schema } = at.made[0]!;
    await execute(`CREATE INDEX items_name_idx ON "${schema}".items (name)`);
    await execute(
      `UPDATE pg_index SET indisvalid = false WHERE indexrelid = '"${schema}".items_name_idx'::regclass`,
    );
    expect(await run(concurrent)).toMatchObject({ state: "done" });
    expect(await indexes()).toEqual(Array(COUNT).fill({ valid: true }));
  });
});

describe("down", () => {
  const down = { [SECOND]: "ALTER TABLE items DROP COLUMN note" };

  test("undoes what is newer than a version, ledger included, and up does it again", async () => {
    const reversible = load({ ...first, [SECOND]: "ALTER TABLE items ADD COLUMN note text" }, down);
    await run(reversible);
    expect(await run(reversible, { downTo: FIRST })).toMatchObject({ state: "done", done: COUNT });
    expect(await countColumn("note")).toBe(0);
    expect(await versionOf(at.made[0]!.id)).toBe(FIRST);
    expect(await run(reversible)).toMatchObject({ state: "done", done: COUNT });
  });

  test("is refused, before anything happens, where a migration cannot be undone", async () => {
    await run(good);
    await expect(run(good, { downTo: FIRST })).rejects.toThrow(/20260102000000_second cannot be undone/);
    await expect(run(good, { downTo: "20990101000000_never" })).rejects.toThrow(/There is no migration/);
  });
});
