import { setTimeout as sleep } from "node:timers/promises";
import { eq } from "drizzle-orm";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { withAdmin } from "../cluster/admin.ts";
import { listMigrationResults, listMigrationRuns } from "../control/migration-runs.ts";
import { clusters, migrationRuns, tenants } from "../control/schema.ts";
import { getTenant } from "../control/tenants.ts";
import type { DataTier } from "../data-tier.ts";
import { MigrationRefused, MigrationRunInProgress } from "../errors.ts";
import { newId } from "../id.ts";
import { type ManyTenant, manyTenants } from "../testing/many-tenants.ts";
import { scratchDataTier } from "../testing/scratch.ts";
import { writeMigrations } from "../testing/write-migrations.ts";
import { type FanOutOptions, fanOut, type TenantOutcome } from "./fan-out.ts";
import { type Migration, readMigrations } from "./migrations.ts";

const FIRST = "20260101000000_first";
const SECOND = "20260102000000_second";
const THIRD = "20260103000000_third";
const first = { [FIRST]: "CREATE TABLE items (id int PRIMARY KEY, name text)" };
const COUNT = 8;

const load = (migrations: Record<string, string>, down?: Record<string, string>): Migration[] =>
  readMigrations(writeMigrations(migrations, down));
const good = load({ ...first, [SECOND]: "ALTER TABLE items ADD COLUMN note text" });

let tier: DataTier;
let made: ManyTenant[];
beforeEach(async () => {
  tier = await scratchDataTier();
  made = await manyTenants(tier, COUNT, load(first));
});
afterEach(() => tier.close());

async function run(migrations: Migration[], options: Partial<FanOutOptions> = {}) {
  const outcomes: TenantOutcome[] = [];
  const onOutcome = (outcome: TenantOutcome) => void outcomes.push(outcome);
  const result = await fanOut(tier, {
    migrations,
    after: () => [],
    startedBy: "test:me",
    restRatio: 0,
    lockTimeoutMs: 100,
    onOutcome,
    ...options,
  });
  return { ...result, outcomes };
}

const inSchemas = <T extends object>(text: string): Promise<T[]> =>
  withAdmin(
    tier.urls.adminUrl,
    async (client) => (await client.query<T>(text, [made.map(({ schema }) => schema)])).rows,
  );
const countColumn = async (name: string) =>
  (
    await inSchemas(
      `SELECT 1 AS found FROM information_schema.columns WHERE table_schema = ANY ($1) AND column_name = '${name}'`,
    )
  ).length;
const execute = (text: string) =>
  withAdmin(tier.urls.adminUrl, async (client) => void (await client.query(text)));
const versionOf = async (id: string) => (await tier.controlDb.read((tx) => getTenant(tx, id)))?.schemaVersion;

describe("a run", () => {
  test("brings everybody up to date, notes each tenant, and has nothing to do the second time", async () => {
    const { runId, ...result } = await run(good);
    expect(result).toMatchObject({ state: "done", total: COUNT, done: COUNT, failed: 0, remaining: 0 });
    expect(await countColumn("note")).toBe(COUNT);
    expect(await versionOf(made[0]!.id)).toBe(SECOND);
    const results = await tier.controlDb.read((tx) => listMigrationResults(tx, runId!));
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
    const [suspended, spare, deleted, purged] = made;
    const set = (tenant: ManyTenant, status: "suspended" | "spare" | "deleted" | "purged") =>
      tier.controlDb.write((tx) => tx.update(tenants).set({ status }).where(eq(tenants.id, tenant.id)));
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

  test("can be limited to some tenants", async () => {
    expect(await run(good, { tenantIds: [made[2]!.id] })).toMatchObject({ total: 1, done: 1 });
    expect(await countColumn("note")).toBe(1);
  });

  test("a tenant whose ledger is ahead of its version is not migrated twice", async () => {
    await run(good);
    await tier.controlDb.write((tx) => tx.update(tenants).set({ schemaVersion: FIRST }));
    expect(await run(good)).toMatchObject({ done: COUNT, state: "done" });
    expect(await versionOf(made[0]!.id)).toBe(SECOND);
  });

  test("a lock that passes is waited for, and tried again", async () => {
    const held = withAdmin(tier.urls.adminUrl, async (client) => {
      await client.query("BEGIN");
      await client.query(`LOCK TABLE "${made[3]!.schema}".items IN ACCESS SHARE MODE`);
      await sleep(400);
      await client.query("ROLLBACK");
    });
    const { outcomes, state } = await run(good);
    await held;
    expect(state).toBe("done");
    expect(outcomes.find(({ target }) => target.tenantId === made[3]!.id)!.attempts).toBeGreaterThan(1);
  });

  test("is stopped between tenants, and goes on where it stood", async () => {
    const stop = new AbortController();
    const halt = () => stop.abort();
    const { state, remaining, done } = await run(good, {
      concurrency: 1,
      signal: stop.signal,
      onOutcome: halt,
    });
    expect({ state, remaining, done }).toEqual({ state: "interrupted", remaining: COUNT - 1, done: 1 });
    expect(await run(good)).toMatchObject({ state: "done", total: COUNT - 1 });
  });
});

describe("what goes wrong", () => {
  const third = { ...first, [THIRD]: "CREATE TABLE extra (id int PRIMARY KEY)" };

  test("a conflicting table made by hand is reported with SQLSTATE and statement, and the others are done", async () => {
    await execute(`CREATE TABLE "${made[1]!.schema}".extra (mine text)`);
    const { outcomes, ...result } = await run(load(third));
    expect(result).toMatchObject({ state: "partly", done: COUNT - 1, failed: 1 });
    const [failed] = outcomes.filter(({ state }) => state === "failed");
    expect(failed).toMatchObject({
      target: { slug: made[1]!.slug },
      failure: { code: "42P07", migration: THIRD, statement: "CREATE TABLE extra (id int PRIMARY KEY)" },
    });
  });

  test("a syntax error is found before the first tenant is touched, and the statement shown", async () => {
    const broken = load({
      ...first,
      [SECOND]: "ALTER TABLE items ADD COLUMN ok text;\n--> statement-breakpoint\nCREATE TABEL x ()",
    });
    const attempt = run(broken);
    await expect(attempt).rejects.toBeInstanceOf(MigrationRefused);
    await expect(attempt).rejects.toThrow(/20260102000000_second.*42601.*CREATE TABEL x/s);
    expect(await countColumn("ok")).toBe(0);
  });

  test("an edited migration is refused by every tenant that has it", async () => {
    const edited = load({
      ...first,
      [FIRST]: "CREATE TABLE items (id bigint PRIMARY KEY)",
      [SECOND]: "SELECT 1",
    });
    const { outcomes, ...result } = await run(edited, { maxFailures: 100 });
    expect(result).toMatchObject({ state: "failed", done: 0, failed: COUNT });
    expect(outcomes[0]!.failure!.message).toMatch(/20260101000000_first was edited/);
  });

  test("a migration that is older than what tenants have is refused, not forgotten", async () => {
    const between = "20260101120000_between";
    await run(good);
    const merged = load({
      ...first,
      [between]: "SELECT 1",
      [SECOND]: "ALTER TABLE items ADD COLUMN note text",
    });
    await expect(run(merged)).rejects.toThrow(/20260101120000_between is older than 20260102000000_second/);
  });

  test("a canary that fails stops the run: nobody else is touched", async () => {
    await execute(`CREATE TABLE "${made[4]!.schema}".extra (mine text)`);
    const result = await run(load(third), { canary: [made[4]!.id] });
    expect(result).toMatchObject({ state: "stopped", done: 0, failed: 1, remaining: COUNT - 1 });
    expect(result.reason).toMatch(/canary/);
  });

  test("canaries go first, and the rest only after them", async () => {
    const { outcomes } = await run(good, { canary: 2 });
    const { outcomes: named } = await run(
      load({ ...first, [SECOND]: "ALTER TABLE items ADD COLUMN note text", [THIRD]: "SELECT 1" }),
      {
        canary: [made[7]!.id],
      },
    );
    expect(
      outcomes
        .slice(0, 2)
        .map(({ target }) => target.slug)
        .sort(),
    ).toEqual([made[0]!.slug, made[1]!.slug].sort());
    expect(named[0]!.target.tenantId).toBe(made[7]!.id);
  });

  test("more failures than allowed stop the run", async () => {
    for (const { schema } of made) await execute(`CREATE TABLE "${schema}".extra (mine text)`);
    const result = await run(load(third), { maxFailures: 2, concurrency: 1 });
    expect(result).toMatchObject({ state: "stopped", failed: 3, remaining: COUNT - 3 });
  });

  test("a cluster that does not answer: its tenants are reported, the others are done", async () => {
    await tier.close();
    const { openDataTier } = await import("../data-tier.ts");
    const { TEST_SECRETS_KEY } = await import("../testing/global-setup.ts");
    const readSecret = () => "postgres://nobody:x@127.0.0.1:1/none";
    tier = await openDataTier({ urls: tier.urls, secretsKey: TEST_SECRETS_KEY, readSecret });
    const away = { name: "away", urlEnv: "AWAY_URL", adminUrlEnv: "AWAY_ADMIN_URL" };
    await tier.controlDb.write((tx) => tx.insert(clusters).values(away));
    const unreachable = await manyTenants(tier, 15, load(first), { cluster: "away" });
    const { outcomes, ...result } = await run(good, { maxFailures: 1 });
    expect(result).toMatchObject({ state: "partly", done: COUNT, failed: unreachable.length, remaining: 0 });
    const failed = outcomes.filter(({ state }) => state === "failed");
    expect(failed.every(({ failure, target }) => failure!.isUnreachable && target.cluster === "away")).toBe(
      true,
    );
  });

  test("of two runs at once the second is told who holds the lock", async () => {
    const slow = load({ ...first, [SECOND]: "SELECT pg_sleep(0.1)" });
    const begun = Promise.withResolvers<void>();
    const running = run(slow, { startedBy: "cli:anna@host", onBegin: () => begun.resolve() });
    await begun.promise;
    const attempt = run(good);
    await expect(attempt).rejects.toBeInstanceOf(MigrationRunInProgress);
    await expect(attempt).rejects.toThrow(/by cli:anna@host .*PostgreSQL process \d+\) since \d{4}-/);
    expect((await running).state).toBe("done");
  });

  test("a run that died is shown as interrupted by the next one", async () => {
    const id = newId();
    await tier.controlDb.write((tx) =>
      tx.insert(migrationRuns).values({ id, command: "up", state: "running", startedBy: "dead", total: 5 }),
    );
    await run(good);
    const { items } = await tier.controlDb.read((tx) => listMigrationRuns(tx));
    expect(items.map(({ state }) => state)).toEqual(["done", "interrupted"]);
    expect(items[0]).toMatchObject({ done: COUNT, failed: 0, remaining: 0 });
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
    const { schema } = made[0]!;
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
    expect(await versionOf(made[0]!.id)).toBe(FIRST);
    expect(await run(reversible)).toMatchObject({ state: "done", done: COUNT });
  });

  test("is refused, before anything happens, where a migration cannot be undone", async () => {
    await run(good);
    await expect(run(good, { downTo: FIRST })).rejects.toThrow(/20260102000000_second cannot be undone/);
    await expect(run(good, { downTo: "20990101000000_never" })).rejects.toThrow(/There is no migration/);
  });
});
