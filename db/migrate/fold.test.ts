/** A schema that is made in fewer steps is the one that its migrations make, column for column. */
import type pg from "pg";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { pipeline, withAdmin } from "../cluster/admin.ts";
import type { DataTier } from "../data-tier.ts";
import { tenantMigrations } from "../tenant/version.ts";
import { scratchDataTier } from "../testing/scratch.ts";
import { CATALOG_PATH, readCatalog } from "./catalog.ts";
import { fold } from "./fold.ts";

let tier: DataTier;
beforeAll(async () => {
  tier = await scratchDataTier();
});
afterAll(() => tier.close());

const OWN = tenantMigrations().flatMap(({ statements }) => statements);
const TABLE = 'CREATE TABLE "a" (\n\t"id" uuid PRIMARY KEY,\n\t"name" text\n);';
const OTHER = 'CREATE TABLE "b" (\n\t"id" uuid PRIMARY KEY,\n\t"a_id" uuid\n);';
const INDEX = 'CREATE INDEX "a_name_idx" ON "a" ("name");';
const DROP = 'DROP INDEX "a_name_idx";';
const WIDEN = 'ALTER TABLE "a" ADD COLUMN "more" text DEFAULT \'x\' NOT NULL;';
const REFER =
  'ALTER TABLE "b" ADD CONSTRAINT "b_a_fkey" FOREIGN KEY ("a_id") REFERENCES "a"("id") ON DELETE CASCADE;';
const OF_NAME = 'ALTER TABLE "a" ADD COLUMN "loud" text GENERATED ALWAYS AS (upper(name)) STORED;';

/** What is made, in the order of its columns, by name. */
const made = (statements: string[]) =>
  withAdmin(tier.urls.adminUrl, async (client) => {
    await pipeline(client, ["BEGIN", "CREATE SCHEMA folded", "SET LOCAL search_path = folded, extensions"]);
    await pipeline(client, statements);
    const columns = await columnsOf(client);
    await client.query(CATALOG_PATH);
    const catalog = await readCatalog(client, "folded");
    await client.query("ROLLBACK");
    return { columns, catalog };
  });

async function columnsOf(client: pg.Client): Promise<unknown[]> {
  const { rows } = await client.query(
    `SELECT attrelid::regclass::text AS of, attname, attnum FROM pg_attribute JOIN pg_class c ON c.oid = attrelid
     WHERE relnamespace = 'folded'::regnamespace AND attnum > 0 ORDER BY 1, 3`,
  );
  return rows;
}

const LISTS: [string, string[], number][] = [
  ["the tenants' migrations", OWN, OWN.length - 20],
  ["an index that is dropped", [TABLE, INDEX, DROP], 1],
  ["an index that is made anew", [TABLE, INDEX, DROP, INDEX], 2],
  ["columns that come later", [TABLE, INDEX, WIDEN, OF_NAME], 2],
  ["a foreign key", [TABLE, OTHER, REFER], 2],
  ["a foreign key to a table that comes later", [OTHER, TABLE, REFER], 3],
  [
    "a foreign key to what an index makes unique",
    [
      TABLE,
      'CREATE UNIQUE INDEX "a_name_key" ON "a" ("name");',
      'CREATE TABLE "c" (\n\t"of" text\n);',
      'ALTER TABLE "c" ADD CONSTRAINT "c_fkey" FOREIGN KEY ("of") REFERENCES "a"("name");',
    ],
    4,
  ],
  ["a table that is renamed", [TABLE, 'ALTER TABLE "a" RENAME TO "z";', TABLE, WIDEN], 3],
  [
    "a column that is dropped and comes again",
    [TABLE, WIDEN, 'ALTER TABLE "a" DROP COLUMN "more";', WIDEN],
    3,
  ],
  ["several changes in one", [TABLE, 'ALTER TABLE "a" ADD COLUMN "x" text, ADD COLUMN "y" text;'], 2],
  ["a text with a semicolon", [TABLE, 'ALTER TABLE "a" ADD COLUMN "x" text DEFAULT \'a;b\';'], 2],
  ["comments", [`-- lint: why\n${TABLE} -- so`, `-- lint: why\n-- squawk-ignore-file\n${WIDEN}\n-- so`], 1],
  [
    "rows that an index keeps from being two",
    [
      TABLE,
      'CREATE UNIQUE INDEX "a_name_idx" ON "a" ("name");',
      "INSERT INTO a VALUES (gen_random_uuid(), 'n')",
      DROP,
    ],
    4,
  ],
  [
    "a type that a later column has",
    [TABLE, "CREATE TYPE mood AS ENUM ('ok');", 'ALTER TABLE "a" ADD COLUMN "m" mood;'],
    3,
  ],
];

describe("folded statements make what they make one by one", () => {
  test.each(LISTS)("%s", async (_what, statements, most) => {
    const folded = fold(statements);
    expect(folded.length).toBeLessThanOrEqual(most);
    expect(await made(folded)).toEqual(await made(statements));
  });
});
