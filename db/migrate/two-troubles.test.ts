/**
 * What `plan`, `up`, `status`, `drift` and a birth answer where something is out of the ordinary: each
 * trouble alone, and each beside each other one, over a handful of real schemas.
 */
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { withAdmin } from "../cluster/admin.ts";
import { loginOf } from "../cluster/prepare.ts";
import { clusters } from "../control/schema/clusters.ts";
import { migrationRuns } from "../control/schema/migrations.ts";
import { type DataTier, openDataTier } from "../data-tier.ts";
import { MigrationRefused } from "../errors.ts";
import { newId } from "../id.ts";
import { giveBirth } from "../lifecycle/birth.ts";
import type { Migration } from "../migration-files.ts";
import { tenantIdentifier } from "../routing/placement.ts";
import { load } from "../testing/fan-out-harness.ts";
import { TEST_SECRETS_KEY } from "../testing/global-setup.ts";
import { type ManyTenant, manyTenants } from "../testing/many-tenants.ts";
import { adminQuery } from "../testing/query.ts";
import { scratchDataTier } from "../testing/scratch.ts";
import { findDrift } from "./drift.ts";
import { fanOut } from "./fan-out.ts";
import { migrationStatus, planMigrations } from "./plan.ts";

const FIRST = "20260101000000_first";
const RENAMED = "20260101000001_first";
const BETWEEN = "20260101120000_between";
const SECOND = "20260102000000_second";
// A birth narrows the rights on history.
const CREATE = `CREATE TABLE activity (id int PRIMARY KEY);
--> statement-breakpoint
CREATE TABLE items (id int PRIMARY KEY)`;
const base = { [FIRST]: CREATE, [SECOND]: "ALTER TABLE items ADD COLUMN note text" };

/** Tenants that are reached: one for each trouble that is a tenant's, and two without any. */
const REACHED = 5;
const [BEHIND, KILLED, RESTORED] = [0, 1, 2];

type Scene = { files: Record<string, string>; made: ManyTenant[] };
type Trouble = {
  /** Brings it about. */
  make(scene: Scene): unknown;
  /** What is found, and refused; "ahead" is found only. */
  finds?: string[];
  /** Tenants of the five that lack something, or of which that is believed. */
  behind: number;
  unreached?: number;
  /** Tenants of the five that drift cannot compare with any files. */
  incomparable?: number;
};

const setVersion = (id: string, version: string) =>
  adminQuery(tier, "UPDATE control.tenants SET schema_version = $2 WHERE id = $1", [id, version]);
const goBack = async ({ id, schema }: ManyTenant) => {
  await adminQuery(tier, `ALTER TABLE "${schema}".items DROP COLUMN note`);
  await adminQuery(tier, `DELETE FROM "${schema}"._migrations WHERE name = $1`, [SECOND]);
  await setVersion(id, FIRST);
};

const TROUBLES: Record<string, Trouble> = {
  "a tenant behind": { make: ({ made }) => goBack(made[BEHIND]!), behind: 1 },
  "a cluster away": { make: makeAway, behind: 0, unreached: 1 },
  "a killed run": {
    async make({ made }) {
      await setVersion(made[KILLED]!.id, FIRST);
      const dead = {
        id: newId(),
        command: "up" as const,
        state: "running" as const,
        startedBy: "dead",
        total: 5,
      };
      await tier.controlDb.write((tx) => tx.insert(migrationRuns).values(dead));
    },
    behind: 1,
  },
  "a late file": {
    make({ files }) {
      files[BETWEEN] = "CREATE TABLE between_them (id int PRIMARY KEY)";
    },
    finds: ["late"],
    behind: REACHED,
  },
  "an edited file": {
    make({ files }) {
      const name = FIRST in files ? FIRST : RENAMED;
      files[name] = `${CREATE.slice(0, -1)}, extra text)`;
    },
    finds: ["edited"],
    behind: 0,
    incomparable: REACHED,
  },
  "a renamed file": {
    make({ files }) {
      files[RENAMED] = files[FIRST] ?? "";
      delete files[FIRST];
    },
    finds: ["late", "vanished"],
    behind: REACHED,
    incomparable: REACHED,
  },
  "a restored tenant": { make: ({ made }) => goBack(made[RESTORED]!), behind: 1 },
  "a tenant in the making": {
    async make() {
      const id = newId();
      const text =
        "INSERT INTO control.tenants (id, slug, name, status) VALUES ($1, 'making', 'Making', 'provisioning')";
      await adminQuery(tier, text, [id]);
    },
    behind: 0,
  },
};

let tier: DataTier;
beforeEach(async () => {
  tier = await scratchDataTier();
});
afterEach(() => tier.close());

async function makeAway(): Promise<void> {
  const { urls } = tier;
  await tier.close();
  const readSecret = () => "postgres://nobody:x@127.0.0.1:1/none";
  tier = await openDataTier({ urls, secretsKey: TEST_SECRETS_KEY, readSecret });
  const away = { name: "away", urlEnv: "AWAY_URL", adminUrlEnv: "AWAY_ADMIN_URL" };
  await tier.controlDb.write((tx) => tx.insert(clusters).values(away));
  await manyTenants(tier, 1, load(base), { cluster: "away" });
}

/** One trouble, or two together: what is found is found beside the other, and who lacks a file lacks it. */
function expectation(troubles: Trouble[]) {
  const sum = (count: (trouble: Trouble) => number | undefined) =>
    Math.min(
      REACHED,
      troubles.reduce((total, trouble) => total + (count(trouble) ?? 0), 0),
    );
  return {
    finds: [...new Set(troubles.flatMap(({ finds = [] }) => finds))].sort(),
    behind: sum(({ behind }) => behind),
    unreached: sum(({ unreached }) => unreached),
    incomparable: sum(({ incomparable }) => incomparable),
  };
}

const NAMES = Object.keys(TROUBLES);
const PAIRS = NAMES.flatMap((one, at) => NAMES.slice(at).map((two) => (one === two ? [one] : [one, two])));

describe.each(PAIRS.map((names) => [names.join(" and "), names] as const))("%s", (_title, names) => {
  test("plan, status, up, drift and a birth answer as the table says", async () => {
    const troubles = names.map((name) => TROUBLES[name]!);
    const made = await manyTenants(tier, REACHED, load(base));
    const scene: Scene = { files: { ...base }, made };
    for (const { make } of troubles) await make(scene);
    const files = load(scene.files);
    const expected = expectation(troubles);
    if (names.includes("an edited file") && names.includes("a renamed file"))
      // Another name and another text: nothing says any more that it was the same file.
      expected.finds = ["late", "vanished"];

    const plan = await planMigrations(tier, {}, files);
    expect([...new Set(plan.findings.map(({ kind }) => kind))].sort()).toEqual(expected.finds);
    expect(plan.targets).toHaveLength(expected.behind);
    const status = await migrationStatus(tier, files);
    expect(status).toMatchObject({ total: REACHED + expected.unreached, behind: expected.behind });
    expect(status.findings).toEqual(plan.findings);
    for (const { unreached } of [plan, status]) expect(unreached).toHaveLength(expected.unreached);
    await expectDrift(files, expected);
    await expectBirth(files);
    await expectUp(files, expected, made);
  });
});

type Expected = ReturnType<typeof expectation>;

async function expectDrift(files: Migration[], { incomparable, unreached }: Expected): Promise<void> {
  const errors = [];
  for await (const { error } of findDrift(tier, {}, files)) if (error) errors.push(error);
  expect(errors).toHaveLength(incomparable + unreached);
  expect(errors.filter((error) => error instanceof MigrationRefused)).toHaveLength(incomparable);
}

/** Whatever the others have: who is born has what the files say. */
async function expectBirth(migrations: Migration[]): Promise<void> {
  const schema = tenantIdentifier(newId());
  const { adminUrl, url } = tier.urls;
  await giveBirth({ adminUrl, login: loginOf(url), newborns: [{ schema }], migrations });
  const ledger = await adminQuery(tier, `SELECT name FROM "${schema}"._migrations ORDER BY name COLLATE "C"`);
  expect(ledger.map(({ name }) => name)).toEqual(migrations.map(({ name }) => name).sort());
}

const up = (migrations: Migration[]) =>
  fanOut(tier, { migrations, after: () => [], actor: { kind: "cli", id: "me" }, restRatio: 0 });

/** Nothing is applied while something has to be decided; else those behind follow, and none is left. */
async function expectUp(files: Migration[], expected: Expected, made: ManyTenant[]): Promise<void> {
  const ledgers = () =>
    withAdmin(tier.urls.adminUrl, async (client) => {
      const texts = made.map(({ schema }) => `SELECT '${schema}' AS s, name FROM "${schema}"._migrations`);
      return (await client.query(`${texts.join(" UNION ALL ")} ORDER BY s, name`)).rows;
    });
  const before = await ledgers();
  if (expected.finds.length > 0) {
    await expect(up(files)).rejects.toBeInstanceOf(MigrationRefused);
    expect(await ledgers()).toEqual(before);
    return;
  }
  const { behind, unreached } = expected;
  expect(await up(files)).toMatchObject({ state: "done", done: behind, failed: 0, unreached });
  expect(await up(files)).toMatchObject({ total: 0, unreached });
  expect(await ledgers()).toHaveLength(REACHED * files.length);
}
