import { getTableColumns, getTableName } from "drizzle-orm";
import { text } from "drizzle-orm/pg-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { withAdmin } from "../cluster/admin.ts";
import type { DataTier } from "../data-tier.ts";
import { declare, type TableDeclaration, TREATMENT } from "../declaration.ts";
import { TENANT_TABLES } from "../tenant/declarations.ts";
import { scratchDataTier, testTenant } from "../testing/scratch.ts";
import { CONTROL_TABLES } from "./declarations.ts";
import { control } from "./schema/columns.ts";

let tier: DataTier;
let tenantSchema: string;
beforeAll(async () => {
  tier = await scratchDataTier();
  tenantSchema = (await testTenant(tier)).placement.schema;
});
afterAll(() => tier.close());

/** The migrations' own ledger says nothing of anybody, and is made anew wherever migrations are applied. */
const LEDGER = "_migrations";

const ask = <T extends object>(text: string, schema: string): Promise<T[]> =>
  withAdmin(tier.urls.adminUrl, async (client) => (await client.query<T>(text, [schema])).rows);

async function columnsThere(schema: string): Promise<string[]> {
  const rows = await ask<{ name: string }>(
    `SELECT table_name || '.' || column_name AS name FROM information_schema.columns WHERE table_schema = $1`,
    schema,
  );
  return rows.map(({ name }) => name).filter((name) => !name.startsWith(`${LEDGER}.`));
}

const declaredColumns = (tables: TableDeclaration[]): string[] =>
  tables.flatMap(({ table, columns }) => {
    const real = getTableColumns(table);
    return Object.keys(columns).map((key) => `${getTableName(table)}.${real[key]?.name}`);
  });

describe.each([
  ["the control plane", CONTROL_TABLES, (): string => "control"],
  ["a tenant", TENANT_TABLES, (): string => tenantSchema],
] as const)("the tables of %s", (_, tables, schemaName) => {
  test("every table and column that is in the database is declared, and no other", async () => {
    const there = await columnsThere(schemaName());
    expect(declaredColumns([...tables]).sort()).toEqual(there.sort());
  });

  test("what is referred to is copied before what refers to it", async () => {
    const order = tables.map(({ table }) => getTableName(table));
    const references = await ask<{ from: string; to: string }>(
      `SELECT c.conrelid::regclass::text AS from, c.confrelid::regclass::text AS to
         FROM pg_constraint c JOIN pg_namespace n ON n.oid = c.connamespace
        WHERE c.contype = 'f' AND n.nspname = $1`,
      schemaName(),
    );
    const bare = (name: string) => name.split(".").at(-1)?.replaceAll('"', "") ?? "";
    expect(references.length).toBeGreaterThan(0);
    for (const { from, to } of references)
      expect(order.indexOf(bare(to)), `${from} → ${to}`).toBeLessThan(order.indexOf(bare(from)));
  });
});

test("a column that is not declared is refused by the compiler", () => {
  const table = control.table("things", { id: text("id"), name: text("name") });
  // @ts-expect-error -- `name` is missing
  const declared = declare(table, "platform", { columns: { id: "plain" } });
  expect(declared.rows).toBe("platform");
});

test("what lets somebody in is never handed out, whatever it is handed out for", () => {
  expect(TREATMENT.secret).toEqual({ erased: "madeUp", masked: "madeUp", isExported: false });
  const named = [...CONTROL_TABLES, ...TENANT_TABLES].flatMap(({ columns }) =>
    Object.entries(columns).filter(([name]) => /password|secret|hash|token/i.test(name)),
  );
  expect(named.length).toBeGreaterThan(5);
  for (const [name, content] of named) expect(content, name).toBe("secret");
});
