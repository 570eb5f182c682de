/** What becomes of a command whose reader goes away. */
import { mkdtempSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, expect, inject, test } from "vitest";
import { getTenantBySlug } from "../control/tenants.ts";
import type { DataTier } from "../data-tier.ts";
import { scratchDataTier, testTenant } from "../testing/scratch.ts";
import { SLOW_MS, tenantryUnheard } from "../testing/tenantry.ts";

let tier: DataTier;
beforeAll(async () => {
  tier = await scratchDataTier();
});
afterAll(() => tier.close());

const statusOf = async (slug: string) =>
  (await tier.controlDb.read((tx) => getTenantBySlug(tx, slug)))?.status;

test.each(["tenants list", "tenants list --json", "migrate status", "clusters list", "doctor", "--help"])(
  "a reader that goes away ends `%s` without a word, and with its own exit code",
  async (command) => {
    await testTenant(tier);
    expect(await tenantryUnheard(tier, "stdout", command.split(" "))).toEqual({ said: "", code: 0 });
  },
  SLOW_MS,
);

test(
  "a reader that goes away keeps no error from its exit code",
  async () => {
    expect(await tenantryUnheard(tier, "stderr", ["tenants", "show", "nobody"])).toEqual({
      said: "",
      code: 2,
    });
  },
  SLOW_MS,
);

test(
  "a reader that goes away stops no work",
  async () => {
    const file = join(mkdtempSync(join(inject("testFolder"), "unheard-")), "tenants.csv");
    writeFileSync(file, "slug,name\nunheard-one,One\nunheard-two,Two\nunheard-three,Three\n");
    const { code } = await tenantryUnheard(tier, "stdout", ["tenants", "create", "--from", file]);
    expect(code).toBe(0);
    for (const slug of ["unheard-one", "unheard-two", "unheard-three"])
      expect(await statusOf(slug)).toBe("active");
  },
  SLOW_MS,
);
