/** What staff do from a terminal about work that stopped, and about a tenant's plan. */
import { afterAll, beforeAll, expect, test } from "vitest";
import { entitlementsOf } from "../control/entitlements.ts";
import { getTenant } from "../control/tenants.ts";
import type { DataTier } from "../data-tier.ts";
import { adminQuery } from "../testing/query.ts";
import { scratchDataTier, testTenant } from "../testing/scratch.ts";
import { SLOW_MS, tenantry } from "../testing/tenantry.ts";

let tier: DataTier;
beforeAll(async () => {
  tier = await scratchDataTier();
});
afterAll(() => tier.close());

const find = (id: string) => tier.controlDb.read((tx) => getTenant(tx, id));

/** Given up by the worker after its attempts. */
async function givenUp(): Promise<string> {
  const { id } = await testTenant(tier);
  await adminQuery(tier, "UPDATE control.tenants SET status = 'provisioning' WHERE id = $1", [id]);
  await adminQuery(
    tier,
    `INSERT INTO control.journal (tenant_id, kind, step, state, attempts, finished_at)
     VALUES ($1, 'provision', 'owner', 'failed', 8, now())`,
    [id],
  );
  return id;
}

test(
  "without a name all work goes on that nobody is doing, also what the worker has given up",
  async () => {
    const ids = [await givenUp(), await givenUp()];
    const { out, code } = await tenantry(tier, "tenants", "continue", "--json");
    expect(code).toBe(0);
    const results = JSON.parse(out) as { id: string; state: string }[];
    expect(results.map(({ id }) => id).sort()).toEqual([...ids].sort());
    for (const id of ids) expect(await find(id)).toMatchObject({ status: "active" });
    expect((await tenantry(tier, "tenants", "continue")).out).toBe("Nothing is unfinished.\n");
  },
  SLOW_MS,
);

test(
  "work that fails again says so, exits with 3 where other work was done, and with 1 where none was",
  async () => {
    const [broken, sound] = [await givenUp(), await givenUp()];
    const { placement } = (await find(broken))!;
    await adminQuery(tier, `ALTER TABLE "${placement.schema}".members RENAME TO elsewhere`);
    const both = await tenantry(tier, "tenants", "continue", "--json");
    expect(both.code).toBe(3);
    expect(JSON.parse(both.out)).toEqual(
      expect.arrayContaining([
        expect.objectContaining({ id: broken, state: "failed", error: expect.stringMatching(/members/) }),
        expect.objectContaining({ id: sound, state: "continued" }),
      ]),
    );
    const alone = await tenantry(tier, "tenants", "continue", broken);
    expect(alone).toMatchObject({ code: 1, out: expect.stringContaining("failed again") });
    expect(await find(broken)).toMatchObject({ status: "provisioning" });
  },
  SLOW_MS,
);

test(
  "a tenant is put on another plan, once, and lives where it did until a worker moves it",
  async () => {
    const { id, slug, placement } = await testTenant(tier);
    const plan = () => tenantry(tier, "tenants", "plan", slug, "--plan", "enterprise");
    expect(await plan()).toMatchObject({
      code: 0,
      out: `${slug} is on the plan enterprise. A worker moves it to a database of its own.\n`,
    });
    expect(await plan()).toMatchObject({ code: 0, out: expect.stringContaining("enterprise already") });
    expect(await find(id)).toMatchObject({ plan: "enterprise", placement });
    expect(entitlementsOf("enterprise").placement).not.toBe(placement.kind);
    for (const args of [[slug], [slug, "--plan", "gold"]])
      expect((await tenantry(tier, "tenants", "plan", ...args)).code).toBe(2);
  },
  SLOW_MS,
);
