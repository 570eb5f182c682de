/**
 * The loudest pain of this field: a thousand tenants, conflicts among them, and a runner that dies again and
 * again.
 */
import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { afterAll, beforeAll, expect, test } from "vitest";
import { withAdmin } from "../cluster/admin.ts";
import { SYSTEM } from "../control/audit-log.ts";
import type { DataTier } from "../data-tier.ts";
import { readMigrations } from "../migration-files.ts";
import { countStatements } from "../testing/count-statements.ts";
import { TEST_SECRETS_KEY } from "../testing/global-setup.ts";
import { type ManyTenant, manyTenants } from "../testing/many-tenants.ts";
import { scratchDataTier } from "../testing/scratch.ts";
import { writeMigrations } from "../testing/write-migrations.ts";
import { type FanOutResult, fanOut } from "./fan-out.ts";
import { migrationStatus, planMigrations } from "./plan.ts";

const TENANTS = 1_000;
const CONFLICTS = 3;
const KILLS = 20;
/** The longest that a runner lives before it is killed. */
const LIFE_MS = 150;
/** Two looks: a query for a hundred ledgers, and a dozen beside. */
const STATEMENTS_TO_LOOK = 2 * (TENANTS / 100) + 20;

const first = { "20260101000000_first": "CREATE TABLE items (id int PRIMARY KEY, name text)" };
// The sleep gives kills something to hit: between the statements of a tenant.
const second = {
  "20260102000000_second": `ALTER TABLE items ADD COLUMN note text;
--> statement-breakpoint
SELECT pg_sleep(0.004);
--> statement-breakpoint
CREATE INDEX items_name_idx ON items (name);`,
  "20260103000000_third": "CREATE TABLE extra (id int PRIMARY KEY)",
};
const folder = writeMigrations({ ...first, ...second });
const migrations = readMigrations(folder);

let tier: DataTier;
let made: ManyTenant[];
beforeAll(async () => {
  tier = await scratchDataTier();
  made = await manyTenants(tier, TENANTS, readMigrations(writeMigrations(first)));
  await withAdmin(tier.urls.adminUrl, async (client) => {
    for (const { schema } of conflicting()) await client.query(`CREATE TABLE "${schema}".extra (mine text)`);
  });
});
afterAll(() => tier.close());

const conflicting = () => [100, 500, 900].map((at) => made[at]!).slice(0, CONFLICTS);

const runner = (): ChildProcess =>
  spawn(
    process.execPath,
    ["db/testing/fan-out-child.ts", tier.urls.url, tier.urls.adminUrl, TEST_SECRETS_KEY, folder],
    {
      stdio: ["ignore", "pipe", "inherit"],
      env: { ...process.env, NODE_COMPILE_CACHE: join(tmpdir(), "tenantry-compile-cache") },
    },
  );

/** Answers whether the runner was at work when it was killed. */
async function runAndKill(): Promise<boolean> {
  const child = runner();
  const ended = once(child, "exit");
  await Promise.race([once(child.stdout!, "data"), ended]);
  await Promise.race([sleep(Math.random() * LIFE_MS), ended]);
  const wasAtWork = child.exitCode === null;
  child.kill("SIGKILL");
  await ended;
  return wasAtWork;
}

type State = { whole: number; untouched: number; half: number };

/** Looked up in the catalog itself: what each schema has of the two migrations and of their bookkeeping. */
async function stateOfSchemas(): Promise<State> {
  return withAdmin(tier.urls.adminUrl, async (client) => {
    const { rows } = await client.query<State>(
      `WITH ledger AS (
         SELECT s.schema, (xpath('/row/n/text()', query_to_xml(
           format('SELECT count(*) AS n FROM %I."_migrations"', s.schema), false, true, '')))[1]::text::int AS applied
         FROM unnest($1::text[]) s (schema)),
       parts AS (
         SELECT l.schema, l.applied - 1 AS applied,
           (SELECT count(*)::int FROM pg_attribute a WHERE a.attrelid = to_regclass(l.schema || '.items') AND a.attname = 'note') AS note,
           (to_regclass(l.schema || '.items_name_idx') IS NOT NULL)::int AS idx,
           (SELECT count(*)::int FROM pg_attribute a WHERE a.attrelid = to_regclass(l.schema || '.extra') AND a.attname = 'id') AS extra
         FROM ledger l)
       SELECT count(*) FILTER (WHERE applied = 2 AND note + idx + extra = 3)::int AS whole,
              count(*) FILTER (WHERE applied = 0 AND note + idx + extra = 0)::int AS untouched,
              count(*) FILTER (WHERE NOT (applied = 2 AND note + idx + extra = 3)
                                 AND NOT (applied = 0 AND note + idx + extra = 0))::int AS half
       FROM parts`,
      [made.map(({ schema }) => schema)],
    );
    return rows[0]!;
  });
}

/** When each migration was applied to each tenant: the same afterwards means that nothing was done again. */
const fingerprint = () =>
  withAdmin(tier.urls.adminUrl, async (client) => {
    const texts = made.map(
      ({ schema }) => `SELECT '${schema}' AS s, name, applied_at, xmin::text FROM "${schema}"."_migrations"`,
    );
    const parts = [];
    for (let at = 0; at < texts.length; at += 100) {
      const all = texts.slice(at, at + 100).join(" UNION ALL ");
      const { rows } = await client.query(
        `SELECT md5(string_agg(x::text, ',' ORDER BY x::text)) AS sum FROM (${all}) x`,
      );
      parts.push(rows[0].sum);
    }
    return parts.join();
  });

const run = (): Promise<FanOutResult> =>
  fanOut(tier, { migrations, after: () => [], actor: SYSTEM, restRatio: 0 });

test("the plan and the status of a thousand tenants ask the database a few times, not a thousand", async () => {
  const look = async () => ({
    plan: await planMigrations(tier, {}, migrations),
    status: await migrationStatus(tier, migrations),
  });
  expect(await countStatements(look)).toBeLessThan(STATEMENTS_TO_LOOK);
  const { plan, status } = await look();
  expect(plan.targets).toHaveLength(TENANTS);
  expect(plan.pending.map(({ name }) => name)).toEqual(Object.keys(second));
  expect(status).toMatchObject({ total: TENANTS, behind: TENANTS });
});

test("twenty kills leave no tenant half migrated; then 997 are current, 3 are reported, and a second run changes nothing", async () => {
  let hits = 0;
  for (let n = 0; n < KILLS; n++) if (await runAndKill()) hits++;
  expect(hits).toBe(KILLS);
  expect((await stateOfSchemas()).half).toBe(0);

  const failed: string[] = [];
  const result = await fanOut(tier, {
    migrations,
    after: () => [],
    actor: SYSTEM,
    restRatio: 0,
    onOutcome: ({ state, target, failure }) => {
      if (state === "done") return;
      failed.push(target.slug);
      expect(failure).toMatchObject({ code: "42P07", migration: "20260103000000_third" });
      expect(failure?.statement).toContain("CREATE TABLE extra");
    },
  });
  expect(result).toMatchObject({ state: "partly", failed: CONFLICTS, remaining: 0 });
  expect(failed.sort()).toEqual(
    conflicting()
      .map(({ slug }) => slug)
      .sort(),
  );
  expect(await stateOfSchemas()).toEqual({ whole: TENANTS - CONFLICTS, untouched: CONFLICTS, half: 0 });
  const status = await migrationStatus(tier, migrations);
  expect(status).toMatchObject({ total: TENANTS, behind: CONFLICTS });

  const before = await fingerprint();
  expect(await run()).toMatchObject({ done: 0, failed: CONFLICTS, total: CONFLICTS });
  expect(await fingerprint()).toBe(before);
}, 300_000);

test("repaired, the three follow, and then there is nothing to do", async () => {
  await withAdmin(tier.urls.adminUrl, async (client) => {
    for (const { schema } of conflicting()) await client.query(`DROP TABLE "${schema}".extra`);
  });
  expect(await run()).toMatchObject({ state: "done", done: CONFLICTS });
  expect(await run()).toMatchObject({ runId: undefined, total: 0 });
});
