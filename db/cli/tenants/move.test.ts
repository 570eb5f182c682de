/** A move at a terminal: what would be done is said first, and how to go on, back or end it afterwards. */
import { afterAll, beforeAll, expect, test } from "vitest";
import { getTenantBySlug } from "../../control/tenants.ts";
import type { DataTier } from "../../data-tier.ts";
import { scratchDataTier, testTenant } from "../../testing/scratch.ts";
import { SLOW_MS, tenantry } from "../../testing/tenantry.ts";

let tier: DataTier;
beforeAll(async () => {
  tier = await scratchDataTier();
});
afterAll(() => tier.close());

const kindOf = async (slug: string) =>
  (await tier.controlDb.read((tx) => getTenantBySlug(tx, slug)))?.placement.kind;

test(
  "a plan changes nothing; a move says where it has arrived and how to go back, which --back does",
  async () => {
    const { slug } = await testTenant(tier);
    const move = (...args: string[]) => tenantry(tier, "tenants", "move", slug, ...args);
    const planned = await move("--to", "database", "--dry-run", "--json");
    expect(planned).toMatchObject({ code: 0, err: "" });
    expect(JSON.parse(planned.out)).toMatchObject({ method: "live", to: { kind: "database" } });
    expect(await kindOf(slug)).toBe("schema");

    const moved = await move("--to", "database", "--yes");
    expect(moved.code, moved.err).toBe(0);
    expect(moved.err).toContain("copying: ");
    expect(moved.out).toContain(`tenantry tenants move ${slug} --back`);
    expect(await kindOf(slug)).toBe("database");
    const shown = await tenantry(tier, "tenants", "show", slug);
    expect(shown.out).toMatch(/move +arrived, to a database on main; way back until /);
    const told = await tenantry(tier, "tenants", "show", slug, "--json");
    expect(JSON.parse(told.out).move).toMatchObject({ phase: "arrived", from: { kind: "schema" } });
    expect(told.out).not.toMatch(/password/i);

    const again = await move("--to", "schema", "--yes");
    expect(again.code).toBe(1);
    expect(again.err).toContain(`tenantry tenants move ${slug} --finish`);

    const back = await move("--back", "--yes", "--json");
    expect(back).toMatchObject({ code: 0, err: "" });
    expect(JSON.parse(back.out)).toMatchObject({ phase: "returned" });
    expect(await kindOf(slug)).toBe("schema");
  },
  SLOW_MS,
);

test(
  "without a way, with two, and where there is no move nothing is done, and it says what to do",
  async () => {
    const { slug } = await testTenant(tier);
    const move = (...args: string[]) => tenantry(tier, "tenants", "move", slug, ...args);
    for (const args of [[], ["--to", "database", "--back"]]) {
      const refused = await move(...args);
      expect(refused.code).toBe(2);
      expect(refused.err).toContain("Say one of: --to KIND");
    }
    const asked = await move("--to", "database");
    expect(asked.code).toBe(2);
    expect(asked.err).toContain("--yes");
    const none = await move("--abort");
    expect(none.code).toBe(1);
    expect(none.err).toContain("No move of this tenant is under way.");
    expect(await kindOf(slug)).toBe("schema");
  },
  SLOW_MS,
);
