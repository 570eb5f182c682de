import { afterAll, beforeAll, expect, test } from "vitest";
import { getTenantBySlug } from "../control/tenants.ts";
import type { DataTier } from "../data-tier.ts";
import { deleteTenant } from "../lifecycle/delete.ts";
import { makeReadOnly } from "../lifecycle/read-only.ts";
import { suspendTenant } from "../lifecycle/suspend.ts";
import { scratchDataTier, testTenant } from "../testing/scratch.ts";
import { SLOW_MS, tenantry } from "../testing/tenantry.ts";

let tier: DataTier;
beforeAll(async () => {
  tier = await scratchDataTier();
});
afterAll(() => tier.close());

const by = { actor: { kind: "cli" as const, id: "test" } };
const statusOf = async (slug: string) =>
  (await tier.controlDb.read((tx) => getTenantBySlug(tx, slug)))?.status;

test(
  "what is destructive is refused without a terminal, and the way to do it named",
  async () => {
    const { slug } = await testTenant(tier);
    const deleted = await testTenant(tier);
    await deleteTenant(tier, deleted.id, by);
    for (const args of [
      ["tenants", "read-only", slug],
      ["tenants", "suspend", slug],
      ["tenants", "delete", slug],
      ["tenants", "purge", deleted.id],
      ["migrate", "down", "--to", "20261121231238_initial", "--tenant", slug],
    ]) {
      const refused = await tenantry(tier, ...args);
      expect(refused, args.join(" ")).toMatchObject({ code: 2, out: "" });
      expect(refused.err).toMatch(/^tenantry: .* There is no terminal to ask at: add --yes\.\n$/);
    }
    expect(await statusOf(slug)).toBe("active");
    expect(await statusOf(deleted.slug)).toBe("deleted");
  },
  SLOW_MS,
);

test(
  "without a terminal nothing is cut to a width that there is not",
  async () => {
    const name = `A long name, ${"and longer, ".repeat(12)}`.trim();
    const { slug } = await testTenant(tier);
    await tenantry(tier, "tenants", "rename", slug, "--name", name);
    expect((await tenantry(tier, "tenants", "list", "--search", slug)).out).toContain(name);
  },
  SLOW_MS,
);

test(
  "every verb is the same the second time: exit code 0, and nobody is asked",
  async () => {
    const [suspended, active, deleted, readOnly] = [
      await testTenant(tier),
      await testTenant(tier),
      await testTenant(tier),
      await testTenant(tier),
    ];
    await suspendTenant(tier, suspended.id, by);
    await deleteTenant(tier, deleted.id, by);
    await makeReadOnly(tier, readOnly.id, { ...by, notice: "We move." });
    for (const [verb, { id }, status] of [
      ["suspend", suspended, "suspended"],
      ["read-only", readOnly, "read-only"],
      ["resume", active, "active"],
      ["restore", active, "active"],
      ["restore", suspended, "suspended"],
      ["delete", deleted, "deleted"],
    ] as const) {
      const again = await tenantry(tier, "tenants", verb, id);
      expect(again, verb).toMatchObject({ code: 0, err: "" });
      expect(again.out).toContain(`is ${status} already; nothing was changed.`);
    }
    expect(await tenantry(tier, "tenants", "purge", deleted.id, "--yes")).toMatchObject({ code: 0 });
    expect(await tenantry(tier, "tenants", "purge", deleted.id)).toMatchObject({
      code: 0,
      out: expect.stringContaining("is purged already; nothing was changed."),
    });
  },
  SLOW_MS,
);
