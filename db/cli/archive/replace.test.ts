/** A restore into the same tenant at a terminal: asked for, told of, confirmed, undone. */
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import type { DataTier } from "../../data-tier.ts";
import { fillTenant, inTenant } from "../../testing/fill-tenant.ts";
import { scratchDataTier, testOwner, testTenant } from "../../testing/scratch.ts";
import { SLOW_MS, tenantry } from "../../testing/tenantry.ts";

let tier: DataTier;
const folder = mkdtempSync(join(tmpdir(), "tenantry-archives-"));
beforeAll(async () => {
  tier = await scratchDataTier();
});
afterAll(async () => {
  await tier.close();
  rmSync(folder, { recursive: true });
});

test(
  "restored into the tenant, looked at, undone, restored again, confirmed",
  async () => {
    const owner = testOwner();
    const tenant = await testTenant(tier, { owner });
    await fillTenant(tier, tenant, owner.id);
    const file = join(folder, "a.tenant");
    const archive = (...args: string[]) => tenantry(tier, "archive", ...args);
    const count = async () =>
      (await inTenant<{ n: number }>(tier, tenant, "SELECT count(*)::int AS n FROM projects"))[0]?.n;
    const before = await count();
    expect(await archive("create", tenant.slug, "--out", file)).toMatchObject({ code: 0 });
    await inTenant(tier, tenant, "DELETE FROM projects WHERE slug LIKE 'harbour-wall-1%'");
    const damaged = await count();

    const both = await archive("restore", file, "--into", tenant.slug, "--as", "other");
    expect(both).toMatchObject({ code: 2, err: expect.stringContaining("Say one of them") });
    const neither = await archive("restore", file);
    expect(neither).toMatchObject({ code: 2, err: expect.stringContaining("--into TENANT") });
    const asked = await archive("restore", file, "--into", tenant.slug);
    expect(asked).toMatchObject({ code: 2, err: expect.stringContaining("--yes") });
    expect(await count()).toBe(damaged);

    const restored = await archive("restore", file, "--into", tenant.slug, "--yes");
    expect(restored, restored.err).toMatchObject({ code: 0 });
    expect(restored.out).toContain(`tenantry archive undo ${tenant.slug}`);
    expect(await count()).toBe(before);
    const shown = await tenantry(tier, "tenants", "show", tenant.slug);
    expect(shown.out).toMatch(/restore +kept, rows as of .*archive confirm/);

    const again = await archive("restore", file, "--into", tenant.slug, "--yes");
    expect(again).toMatchObject({ code: 1, err: expect.stringContaining("archive confirm") });
    expect(await archive("undo", tenant.slug, "--yes")).toMatchObject({ code: 0 });
    expect(await count()).toBe(damaged);
    const json = await archive("restore", file, "--into", tenant.slug, "--yes", "--json");
    expect(JSON.parse(json.out)).toMatchObject({ slug: tenant.slug, status: "active" });
    expect(await archive("confirm", tenant.slug, "--yes")).toMatchObject({ code: 0 });
    expect(await count()).toBe(before);
    const none = await archive("undo", tenant.slug, "--yes");
    expect(none).toMatchObject({ code: 1, err: expect.stringContaining("No former data") });
  },
  SLOW_MS,
);
