import { describe, expect, test } from "vitest";
import { listMigrationResults, listMigrationRuns } from "../control/migration-runs.ts";
import { clusters } from "../control/schema/clusters.ts";
import { migrationRuns } from "../control/schema/migrations.ts";
import { openDataTier } from "../data-tier.ts";
import { MigrationRefused, MigrationRunInProgress } from "../errors.ts";
import { newId } from "../id.ts";
import {
  at,
  COUNT,
  countColumn,
  execute,
  FIRST,
  first,
  freshTenants,
  good,
  load,
  run,
  SECOND,
  THIRD,
  versionOf,
} from "../testing/fan-out-harness.ts";
import { TEST_SECRETS_KEY } from "../testing/global-setup.ts";
import { manyTenants } from "../testing/many-tenants.ts";
import { adminQuery } from "../testing/query.ts";
import { planMigrations } from "./plan.ts";

freshTenants();

describe("what goes wrong", () => {
  const third = { ...first, [THIRD]: "CREATE TABLE extra (id int PRIMARY KEY)" };

  test("a conflicting table at.made by hand is reported with SQLSTATE and statement, and the others are done", async () => {
    await execute(`CREATE TABLE "${at.made[1]!.schema}".extra (mine text)`);
    const { outcomes, ...result } = await run(load(third));
    expect(result).toMatchObject({ state: "partly", done: COUNT - 1, failed: 1 });
    const [failed] = outcomes.filter(({ state }) => state === "failed");
    expect(failed).toMatchObject({
      target: { slug: at.made[1]!.slug },
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

  test("an edited migration is refused before anybody is touched", async () => {
    const edited = load({
      ...first,
      [FIRST]: "CREATE TABLE items (id bigint PRIMARY KEY)",
      [SECOND]: "SELECT 1",
    });
    await expect(run(edited)).rejects.toThrow(/20260101000000_first was edited .* 8 tenants \(.*, …\)/);
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

  test("a late migration is refused whoever lacks what, and with --allow-late everybody has it", async () => {
    const between = "20260101120000_between";
    await run(good, { exceptIds: [at.made[0]!.id] });
    const merged = load({
      ...first,
      [between]: "ALTER TABLE items ADD COLUMN late text",
      [SECOND]: "ALTER TABLE items ADD COLUMN note text",
    });
    await expect(run(merged)).rejects.toThrow(/_between is older than 20260102000000_second.*--allow-late/);
    expect(await countColumn("late")).toBe(0);
    expect(await run(merged, { allowLate: true })).toMatchObject({ state: "done", done: COUNT });
    expect([await countColumn("late"), await countColumn("note")]).toEqual([COUNT, COUNT]);
    expect(await run(merged)).toMatchObject({ total: 0 });
    for (const { id } of at.made) expect(await versionOf(id)).toBe(SECOND);
  });

  test("a folder that is gone, or has another name, is noticed where nothing is pending", async () => {
    await run(good);
    await expect(run(load({ [SECOND]: "ALTER TABLE items ADD COLUMN note text" }))).rejects.toThrow(
      /20260101000000_first, .*is in no file/,
    );
    const renamed = load({
      [FIRST]: first[FIRST],
      "20260102000001_second": "ALTER TABLE items ADD COLUMN note text",
    });
    await expect(run(renamed)).rejects.toThrow(/_second, .*is now named 20260102000001_second/);
  });

  test("a newer release's migration is told, and is no reason to stop; it is not undone without its file", async () => {
    await run(good);
    const older = load(first, { [FIRST]: "DROP TABLE items" });
    expect(await run(older)).toMatchObject({ total: 0, state: "done" });
    expect((await planMigrations(at.tier, {}, older)).findings).toMatchObject([
      { kind: "ahead", migration: SECOND, tenants: COUNT },
    ]);
    await expect(run(older, { downTo: FIRST })).rejects.toThrow(/is newer than this code/);
  });

  test("a tenant whose ledger differs from the files may be left out, and the others go on", async () => {
    await execute(`UPDATE "${at.made[2]!.schema}"._migrations SET checksum = 'x'`);
    await expect(run(good)).rejects.toThrow(/_first was edited .*one tenant \(many-/);
    const result = await run(good, { exceptIds: [at.made[2]!.id] });
    expect(result).toMatchObject({ state: "done", done: COUNT - 1 });
  });

  test.each([1, 2, 4])(
    "a database that is gone fails its own tenant and no other, with %i workers",
    async (concurrency) => {
      const lost = at.made[3]!;
      const move = "UPDATE control.placements SET database = 'gone' WHERE tenant_id = $1";
      await adminQuery(at.tier, move, [lost.id]);
      const { outcomes, ...result } = await run(good, { concurrency });
      expect(result).toMatchObject({ state: "partly", done: COUNT - 1, failed: 1, unreached: 1 });
      expect(outcomes.filter(({ state }) => state === "failed").map(({ target }) => target.slug)).toEqual([
        lost.slug,
      ]);
    },
  );

  test("what could not be written down at first is written down in the end", async () => {
    await execute(`CREATE SEQUENCE public.refusals;
      CREATE FUNCTION public.refuse() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER AS $$ BEGIN
        IF nextval('public.refusals') <= 2 THEN RAISE EXCEPTION 'not now'; END IF; RETURN NEW; END $$;
      CREATE TRIGGER refuse BEFORE INSERT ON control.migration_results FOR EACH ROW EXECUTE FUNCTION public.refuse()`);
    const { runId, ...result } = await run(good);
    expect(result).toMatchObject({ state: "done", done: COUNT });
    const { items } = await at.tier.controlDb.read((tx) => listMigrationRuns(tx));
    expect(items).toMatchObject([{ id: runId, state: "done", done: COUNT }]);
    for (const { id } of at.made) expect(await versionOf(id)).toBe(SECOND);
  });

  test("an error that cannot be written down costs the other outcomes nothing", async () => {
    await execute(`CREATE TABLE "${at.made[1]!.schema}".extra (mine text);
      ALTER TABLE control.migration_results ADD CHECK (error NOT LIKE '%already exists%')`);
    const { runId, ...result } = await run(load(third));
    expect(result).toMatchObject({ state: "partly", done: COUNT - 1, failed: 1 });
    const { items } = await at.tier.controlDb.read((tx) => listMigrationResults(tx, runId!));
    expect(items).toHaveLength(COUNT);
    expect(items.find(({ state }) => state === "failed")).toMatchObject({
      error: "Its error could not be written down.",
      sqlState: "42P07",
    });
  });

  test("a run is not left under way for an outcome that cannot be written at all", async () => {
    await execute(`CREATE TABLE "${at.made[1]!.schema}".extra (mine text);
      ALTER TABLE control.migration_results ADD CHECK (state <> 'failed')`);
    await expect(run(load(third))).rejects.toThrow();
    const { items } = await at.tier.controlDb.read((tx) => listMigrationRuns(tx));
    expect(items[0]?.state).not.toBe("running");
  });

  test("a canary that fails stops the run: nobody else is touched", async () => {
    await execute(`CREATE TABLE "${at.made[4]!.schema}".extra (mine text)`);
    const result = await run(load(third), { canary: [at.made[4]!.id] });
    expect(result).toMatchObject({ state: "stopped", done: 0, failed: 1, remaining: COUNT - 1 });
    expect(result.reason).toMatch(/canary/);
  });

  test("canaries go first, and the rest only after them", async () => {
    const { outcomes } = await run(good, { canary: 2 });
    const { outcomes: named } = await run(
      load({ ...first, [SECOND]: "ALTER TABLE items ADD COLUMN note text", [THIRD]: "SELECT 1" }),
      {
        canary: [at.made[7]!.id],
      },
    );
    expect(
      outcomes
        .slice(0, 2)
        .map(({ target }) => target.slug)
        .sort(),
    ).toEqual([at.made[0]!.slug, at.made[1]!.slug].sort());
    expect(named[0]!.target.tenantId).toBe(at.made[7]!.id);
  });

  test("more failures than allowed stop the run", async () => {
    for (const { schema } of at.made) await execute(`CREATE TABLE "${schema}".extra (mine text)`);
    const result = await run(load(third), { maxFailures: 2, concurrency: 1 });
    expect(result).toMatchObject({ state: "stopped", failed: 3, remaining: COUNT - 3 });
  });

  test("a cluster that does not answer: its tenants are reported, the others are done", async () => {
    await at.tier.close();
    const readSecret = () => "postgres://nobody:x@127.0.0.1:1/none";
    at.tier = await openDataTier({ urls: at.tier.urls, secretsKey: TEST_SECRETS_KEY, readSecret });
    const away = { name: "away", urlEnv: "AWAY_URL", adminUrlEnv: "AWAY_ADMIN_URL" };
    await at.tier.controlDb.write((tx) => tx.insert(clusters).values(away));
    const unreachable = await manyTenants(at.tier, 15, load(first), { cluster: "away" });
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
    const running = run(slow, { actor: { kind: "cli", id: "anna@host" }, onBegin: () => begun.resolve() });
    await begun.promise;
    const attempt = run(good);
    await expect(attempt).rejects.toBeInstanceOf(MigrationRunInProgress);
    await expect(attempt).rejects.toThrow(/by cli:anna@host .*PostgreSQL process \d+\) since \d{4}-/);
    expect((await running).state).toBe("done");
  });

  test("a run that died is shown as interrupted by the next one", async () => {
    const id = newId();
    await at.tier.controlDb.write((tx) =>
      tx.insert(migrationRuns).values({ id, command: "up", state: "running", startedBy: "dead", total: 5 }),
    );
    await run(good);
    const { items } = await at.tier.controlDb.read((tx) => listMigrationRuns(tx));
    expect(items.map(({ state }) => state)).toEqual(["done", "interrupted"]);
    expect(items[0]).toMatchObject({ done: COUNT, failed: 0, remaining: 0 });
  });
});
