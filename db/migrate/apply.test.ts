import { createHash, randomBytes } from "node:crypto";
import { afterAll, beforeAll, expect, test } from "vitest";
import { withAdmin } from "../cluster/admin.ts";
import type { DataTier } from "../data-tier.ts";
import { MigrationRefused } from "../errors.ts";
import { loadMigrations, type Migration } from "../migration-files.ts";
import { scratchDataTier } from "../testing/scratch.ts";
import { applyMigrations } from "./apply.ts";

let tier: DataTier;
beforeAll(async () => {
  tier = await scratchDataTier();
});
afterAll(() => tier.close());

const migration = (name: string, ...statements: string[]): Migration => ({
  name,
  checksum: createHash("sha256").update(statements.join()).digest("hex"),
  statements,
});
const first = migration("20260101000000_first", "CREATE TABLE one (id int primary key)");
const second = migration(
  "20260102000000_second",
  "CREATE TABLE two (id int primary key)",
  "INSERT INTO two VALUES (1)",
);

const freshSchema = async () => {
  const schema = `m_${randomBytes(5).toString("hex")}`;
  await withAdmin(tier.urls.adminUrl, (client) => client.query(`CREATE SCHEMA "${schema}"`));
  return schema;
};
const apply = (schema: string, migrations: Migration[]) =>
  withAdmin(tier.urls.adminUrl, (client) => applyMigrations(client, migrations, { schema }));
const tablesOf = async (schema: string) =>
  withAdmin(tier.urls.adminUrl, async (client) => {
    const text =
      "SELECT tablename FROM pg_tables WHERE schemaname = $1 AND tablename <> '_migrations' ORDER BY 1";
    const { rows } = await client.query<{ tablename: string }>(text, [schema]);
    return rows.map(({ tablename }) => tablename);
  });

test("what is pending is applied once, and only that", async () => {
  const schema = await freshSchema();
  expect(await apply(schema, [first])).toEqual({ applied: [first.name], version: first.name });
  expect(await apply(schema, [first, second])).toEqual({ applied: [second.name], version: second.name });
  expect(await apply(schema, [first, second])).toEqual({ applied: [], version: second.name });
  expect(await tablesOf(schema)).toEqual(["one", "two"]);
});

test("a statement that fails leaves nothing of the run, and is named", async () => {
  const schema = await freshSchema();
  const broken = migration(
    "20260103000000_broken",
    "CREATE TABLE three (id int)",
    "CREATE TABEL four (id int)",
  );
  const attempt = apply(schema, [first, broken]);
  await expect(attempt).rejects.toBeInstanceOf(MigrationRefused);
  await expect(attempt).rejects.toThrow(/20260103000000_broken.*syntax error.*42601.*CREATE TABEL four/s);
  expect(await tablesOf(schema)).toEqual([]);
});

test("a migration that was edited after it was applied is refused", async () => {
  const schema = await freshSchema();
  await apply(schema, [first]);
  const edited = migration(first.name, "CREATE TABLE one (id bigint primary key)");
  await expect(apply(schema, [edited, second])).rejects.toThrow(/20260101000000_first was edited/);
  expect(await tablesOf(schema)).toEqual(["one"]);
});

test("two runners at once apply each migration once", async () => {
  const schema = await freshSchema();
  const outcomes = await Promise.all([apply(schema, [first, second]), apply(schema, [first, second])]);
  expect(outcomes.flatMap(({ applied }) => applied).sort()).toEqual([first.name, second.name]);
});

test("tenant migrations name no schema: one folder serves schemas and databases", () => {
  for (const { statements } of loadMigrations("tenant")) {
    expect(statements.join("\n")).not.toMatch(/"(public|control|t_[0-9a-f]+)"\s*\./);
  }
});
