import type pg from "pg";
import { afterAll, beforeAll, expect, test } from "vitest";
import { withAdmin } from "../cluster/admin.ts";
import { updateTenant } from "../control/tenant-changes.ts";
import type { DataTier } from "../data-tier.ts";
import { readMigrations } from "../migration-files.ts";
import type { Tenant } from "../routing/tenant.ts";
import { narrowing } from "../tenant/grants.ts";
import { tenantMigrations } from "../tenant/version.ts";
import { forEachPlacement } from "../testing/for-each-placement.ts";
import { adminQuery } from "../testing/query.ts";
import { scratchDataTier, testTenant } from "../testing/scratch.ts";
import { writeMigrations } from "../testing/write-migrations.ts";
import { applyMigrations } from "./apply.ts";
import { type Drift, findDrift } from "./drift.ts";

let tier: DataTier;
beforeAll(async () => {
  tier = await scratchDataTier();
});
afterAll(() => tier.close());

async function driftOf({ id }: Tenant): Promise<Drift> {
  const { value } = await findDrift(tier, { tenantIds: [id] }).next();
  return value as Drift;
}

forEachPlacement((kind) => {
  let tenant: Tenant;
  const execute = (statement: string) =>
    withAdmin(
      tier.urls.adminUrl,
      async (client) => {
        await client.query(`SET search_path = "${tenant.placement.schema}"`);
        await client.query(statement);
      },
      { database: tenant.placement.database },
    );

  beforeAll(async () => {
    tenant = await testTenant(tier, { kind });
  });

  test("a tenant as the migrations make it does not differ", async () => {
    expect(await driftOf(tenant)).toMatchObject({ differences: [] });
  });

  const role = () => `"${tenant.placement.role}"`;
  test.each([
    [
      "a column more",
      "ALTER TABLE projects ADD COLUMN extra text",
      "ALTER TABLE projects DROP COLUMN extra",
      "column projects.extra",
    ],
    [
      "another type",
      "ALTER TABLE members ALTER COLUMN phone TYPE varchar(20)",
      "ALTER TABLE members ALTER COLUMN phone TYPE text",
      "column members.phone",
    ],
    [
      "another default",
      "ALTER TABLE projects ALTER COLUMN is_public SET DEFAULT false",
      "ALTER TABLE projects ALTER COLUMN is_public SET DEFAULT true",
      "column projects.is_public",
    ],
    [
      "an index less",
      "DROP INDEX projects_listed_idx",
      `CREATE INDEX projects_listed_idx ON projects (id) WHERE deleted_at IS NULL AND archived_at IS NULL`,
      "index projects_listed_idx",
    ],
    [
      "a constraint more",
      "ALTER TABLE projects ADD CONSTRAINT short CHECK (length(name) < 100)",
      "ALTER TABLE projects DROP CONSTRAINT short",
      "constraint projects.short",
    ],
    ["a table more", "CREATE TABLE handmade (id int)", "DROP TABLE handmade", "table handmade"],
    [
      "a right more",
      "GRANT DELETE ON activity TO @role",
      "REVOKE DELETE ON activity FROM @role",
      "privilege table activity to ~",
    ],
    [
      "a right for everybody",
      "GRANT SELECT ON members TO PUBLIC",
      "REVOKE SELECT ON members FROM PUBLIC",
      "privilege table members to PUBLIC",
    ],
  ])("%s is found, and named", async (_what, make, undo, expected) => {
    await execute(make.replace("@role", role()));
    const { differences } = await driftOf(tenant);
    expect(differences.map(({ kind: item, name }) => `${item} ${name}`)).toContain(expected);
    await execute(undo.replace("@role", role()));
    expect(await driftOf(tenant)).toMatchObject({ differences: [] });
  });
});

// A name is written as the path needs it: the fresh schema and the tenant's are read under different ones.
forEachPlacement((kind) => {
  test("a column of a type that an extension brings is no difference", async () => {
    const { id, placement } = await testTenant(tier, { kind });
    const { schema, database } = placement;
    const mail = [
      "CREATE EXTENSION IF NOT EXISTS citext WITH SCHEMA extensions;",
      "CREATE TABLE letters (id int PRIMARY KEY, mail citext DEFAULT 'a'::citext CHECK (mail <> 'b'))",
    ].join("\n--> statement-breakpoint\n");
    const letters = "20990101000000_letters";
    const migrations = [...tenantMigrations(), ...readMigrations(writeMigrations({ [letters]: mail }))];
    const apply = (client: pg.Client) =>
      applyMigrations(client, migrations, { schema, after: narrowing(schema) });
    await withAdmin(tier.urls.adminUrl, apply, { database });
    await tier.controlDb.write((tx) => updateTenant(tx, id, { schemaVersion: letters }));
    const { value } = await findDrift(tier, { tenantIds: [id] }, migrations).next();
    expect(value).toMatchObject({ differences: [] });
    expect(value).not.toHaveProperty("error");
  });
});

test("looking leaves nothing behind: no schema, no role", async () => {
  const rows = await adminQuery(
    tier,
    "SELECT nspname FROM pg_namespace WHERE nspname LIKE 'rehearsal%' UNION ALL SELECT rolname FROM pg_roles WHERE rolname LIKE 'rehearsal%'",
  );
  expect(rows).toEqual([]);
});
