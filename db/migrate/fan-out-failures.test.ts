import { describe, expect, test } from "vitest";
import { listMigrationRuns } from "../control/migration-runs.ts";
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
} from "../testing/fan-out-harness.ts";
import { TEST_SECRETS_KEY } from "../testing/global-setup.ts";
import { manyTenants } from "../testing/many-tenants.ts";

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
