/** `tenantry identity erase`: without a server, what it says beforehand, what it does, its exit codes. */
import { afterAll, beforeAll, expect, test } from "vitest";
import { replaceTenantData } from "../../archive/replace-tenant.ts";
import { upsertUser } from "../../control/users.ts";
import type { DataTier } from "../../data-tier.ts";
import { archiveOf, sourceOf } from "../../testing/archives.ts";
import { adminQuery } from "../../testing/query.ts";
import { scratchDataTier, testOwner, testTenant } from "../../testing/scratch.ts";
import { SLOW_MS, tenantry } from "../../testing/tenantry.ts";

let tier: DataTier;
beforeAll(async () => {
  tier = await scratchDataTier();
});
afterAll(() => tier.close());

const erase = (...args: string[]) => tenantry(tier, "identity", "erase", ...args);
async function ownerOf() {
  const owner = testOwner();
  await tier.controlDb.write((tx) => upsertUser(tx, { ...owner, sourceUpdatedAt: new Date() }));
  const tenant = await testTenant(tier, { owner });
  const email = async () =>
    (
      await adminQuery<{ email: string }>(
        tier,
        `SELECT email FROM "${tenant.placement.schema}".members WHERE id = $1`,
        [owner.id],
      )
    )[0]?.email;
  return { owner, tenant, email };
}

test(
  "a dry run says where they are, a run erases them and asks first, another finds nothing",
  async () => {
    const { owner, tenant, email } = await ownerOf();
    const dry = await erase(owner.email, "--dry-run");
    expect(dry).toMatchObject({ err: "", code: 0 });
    expect(dry.out).toMatch(/control plane +users +1 +emptied/);
    expect(dry.out).toMatch(new RegExp(`${tenant.slug} +members +1 +emptied`));
    expect(dry.out).toContain("nothing was changed");
    expect((await erase(owner.email)).code).toBe(2);
    expect(await email()).toBe(owner.email);
    const done = await erase(owner.email, "--yes");
    expect(done).toMatchObject({ err: "", code: 0 });
    expect(done.out).toContain(`${owner.id} is erased`);
    expect(await email()).toBe(`${owner.id}@erased.invalid`);
    const again = await erase(owner.id, "--yes", "--json");
    expect(JSON.parse(again.out)).toMatchObject({ userId: owner.id, lines: [], failed: [] });
  },
  SLOW_MS,
);

test(
  "a tenant that cannot be reached is named, and the exit code says that not all is done",
  async () => {
    const { owner, tenant } = await ownerOf();
    const { schema, role } = tenant.placement;
    await adminQuery(tier, `REVOKE USAGE ON SCHEMA "${schema}" FROM "${role}"`);
    const partly = await erase(owner.id, "--yes");
    await adminQuery(tier, `GRANT USAGE ON SCHEMA "${schema}" TO "${role}"`);
    expect(partly.code).toBe(3);
    expect(partly.out).toContain(`${tenant.slug}: `);
    expect(partly.out).toContain("1 tenant not done. Run the command again.");
    expect((await erase(owner.id, "--yes")).code).toBe(0);
    expect((await erase("nobody@example.com", "--yes")).code).toBe(2);
  },
  SLOW_MS,
);

test(
  "archives that may hold them are listed with the day on which they end, and rows that a restore has kept",
  async () => {
    const { owner, tenant } = await ownerOf();
    const other = await testTenant(tier);
    const insert = `INSERT INTO control.archives (id, tenant_id, state, address, taken_at)
      VALUES (gen_random_uuid(), $1, 'taken', $2, '2026-11-20T08:00:00Z')`;
    await adminQuery(tier, insert, [tenant.id, "/backups/theirs.tenant"]);
    await adminQuery(tier, insert, [other.id, "/backups/others.tenant"]);
    await replaceTenantData(tier, tenant.id, sourceOf((await archiveOf(tier, tenant)).file));
    const dry = await erase(owner.id, "--dry-run", "--json");
    expect(JSON.parse(dry.out).holding).toEqual({
      archives: [
        {
          ...{ tenant: tenant.slug, address: "/backups/theirs.tenant" },
          ...{ takenAt: "2026-11-20T08:00:00.000Z", endsAt: "2026-12-04T08:00:00.000Z" },
        },
      ],
      keptRows: [tenant.slug],
    });
    const done = await erase(owner.id, "--yes");
    expect(done.out).toMatch(/theirs\.tenant +2026-11-20 08:00 +2026-12-04 08:00/);
    expect(done.out).toContain(`tenantry archive confirm ${tenant.slug}`);
  },
  SLOW_MS,
);
