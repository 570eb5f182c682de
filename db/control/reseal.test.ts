// Threat: a key that got out stays good for what it sealed; a rotation that leaves a tenant without its
// database.
import { getTableColumns, getTableName } from "drizzle-orm";
import { afterAll, beforeAll, expect, test } from "vitest";
import { type DataTier, openDataTier } from "../data-tier.ts";
import { beginMove } from "../move/move-tenant.ts";
import { planMove } from "../move/plan.ts";
import { projects } from "../tenant/schema.ts";
import { TEST_SECRETS_KEY } from "../testing/global-setup.ts";
import { adminQuery } from "../testing/query.ts";
import { scratchDataTier, testTenant } from "../testing/scratch.ts";
import { SYSTEM } from "./audit-log.ts";
import { CONTROL_TABLES } from "./declarations.ts";
import { resealAll, SEALED } from "./reseal.ts";
import { getTenant } from "./tenants.ts";

let scratch: DataTier;
beforeAll(async () => {
  scratch = await scratchDataTier();
});
afterAll(() => scratch.close());

const NEW_KEY = "another-secrets-key-another-secrets-00";
const by = { actor: SYSTEM };

async function withKeys<T>(
  secretsKey: string,
  formerSecretsKey: string | undefined,
  work: (tier: DataTier) => Promise<T>,
): Promise<T> {
  const tier = await openDataTier({ urls: scratch.urls, secretsKey, formerSecretsKey });
  try {
    return await work(tier);
  } finally {
    await tier.close();
  }
}

const read = async (tier: DataTier, id: string) => {
  const tenant = await tier.controlDb.read((tx) => getTenant(tx, id));
  if (!tenant) throw new Error("The tenant is gone.");
  return tier.tenantRouter.connect(tenant).read((tx) => tx.select().from(projects));
};

test("a rotation with two keys in force: everything is served before, meanwhile and after, and the former opens nothing", async () => {
  const { id } = await testTenant(scratch, { kind: "database" });
  const moving = await testTenant(scratch);
  await beginMove(scratch, await planMove(scratch, moving.id, { to: "database" }));

  await withKeys(NEW_KEY, TEST_SECRETS_KEY, async (tier) => {
    expect(await read(tier, id)).toEqual([]);
    const result = await tier.controlDb.write((tx) => resealAll(tx, tier.secrets, by));
    expect(result).toEqual({ resealed: 2, current: 0, unopened: [] });
    expect(await read(tier, id)).toEqual([]);
    const again = await tier.controlDb.write((tx) => resealAll(tx, tier.secrets, by));
    expect(again).toEqual({ resealed: 0, current: 2, unopened: [] });
  });
  await withKeys(NEW_KEY, undefined, async (tier) => expect(await read(tier, id)).toEqual([]));
  await withKeys(TEST_SECRETS_KEY, undefined, (tier) => expect(read(tier, id)).rejects.toThrow());
});

test("what no key in force opens is named, and left as it is", async () => {
  const { id } = await testTenant(scratch, { kind: "database" });
  const stored = () =>
    adminQuery<{ sealed: string }>(
      scratch,
      "SELECT sealed_password AS sealed FROM control.placements WHERE tenant_id = $1",
      [id],
    );
  const before = await stored();
  await withKeys("k".repeat(40), "o".repeat(40), async (tier) => {
    const { unopened } = await tier.controlDb.write((tx) => resealAll(tx, tier.secrets, by));
    expect(unopened).toContain(id);
  });
  expect(await stored()).toEqual(before);
});

test("every column that is sealed with the key is sealed anew", () => {
  const declared = CONTROL_TABLES.flatMap(({ table }) =>
    Object.entries(getTableColumns(table))
      .filter(([key]) => /sealed\w*password/i.test(key))
      .map(([key]) => `${getTableName(table)}.${key}`),
  );
  expect(declared.sort()).toEqual(SEALED.map(({ table, key }) => `${getTableName(table)}.${key}`).sort());
});
