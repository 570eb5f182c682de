/**
 * Schemas are born together and in few messages; what goes wrong is as plain as if each statement had been
 * sent alone.
 */
import { afterAll, beforeAll, expect, test } from "vitest";
import { joined } from "../cluster/admin.ts";
import { loginOf } from "../cluster/prepare.ts";
import type { DataTier } from "../data-tier.ts";
import { newId } from "../id.ts";
import { tenantIdentifier } from "../routing/placement.ts";
import { tenantMigrations } from "../tenant/version.ts";
import { adminQuery } from "../testing/query.ts";
import { scratchDataTier } from "../testing/scratch.ts";
import { giveBirth } from "./birth.ts";

let tier: DataTier;
beforeAll(async () => {
  tier = await scratchDataTier();
});
afterAll(() => tier.close());

const schemas = (count: number) => Array.from({ length: count }, () => tenantIdentifier(newId()));
const birth = (names: string[]) => ({
  adminUrl: tier.urls.adminUrl,
  login: loginOf(tier.urls.url),
  newborns: names.map((schema) => ({ schema })),
});
const countThere = async (names: string[]) =>
  (await adminQuery(tier, "SELECT FROM pg_namespace WHERE nspname = ANY ($1)", [names])).length;

test("schemas that are born together are all there, and current", async () => {
  const names = schemas(3);
  expect(await giveBirth(birth(names))).toEqual({ version: tenantMigrations().at(-1)?.name });
  expect(await countThere(names)).toBe(3);
});

test("a failing statement is named, and nothing of the others is left", async () => {
  const names = schemas(2);
  const broken = {
    name: "9_broken",
    checksum: "",
    statements: ["SELECT 1 -- fine", "SELECT no_such_column"],
  };
  const failing = giveBirth({ ...birth(names), migrations: [...tenantMigrations(), broken] });
  await expect(failing).rejects.toMatchObject({ code: "42703", statement: "SELECT no_such_column" });
  expect(await countThere(names)).toBe(0);
});

test("where one of them is there already, none is made", async () => {
  const [first = "", second = ""] = schemas(2);
  await giveBirth(birth([first]));
  expect(await giveBirth(birth([second, first]))).toBeUndefined();
  expect(await countThere([first, second])).toBe(1);
});

test("statements without parameters share a message, also after one that ends with a comment", () => {
  const withParameters = { text: "SELECT $1", values: ["a"] };
  expect(joined(["SELECT 1 -- one", "SELECT 2", withParameters, "SELECT 3"])).toEqual([
    "SELECT 1 -- one\n;\nSELECT 2",
    withParameters,
    "SELECT 3",
  ]);
});
