import { randomUUID } from "node:crypto";
import { eq, sql } from "drizzle-orm";
import { afterAll, beforeAll, expect, test } from "vitest";
import { withAdmin } from "../cluster/admin.ts";
import type { Actor } from "../control/audit-log.ts";
import { isSlugTaken } from "../control/free-slugs.ts";
import { memberships } from "../control/schema/people.ts";
import { sessions, tickets } from "../control/schema/sessions.ts";
import { domains, tenants } from "../control/schema/tenants.ts";
import { getTenant, getTenantBySlug } from "../control/tenants.ts";
import { type DataTier, openDataTier } from "../data-tier.ts";
import { LifecycleRefused } from "../errors.ts";
import { TENANT_TABLES } from "../tenant/declarations.ts";
import { countMembers } from "../testing/count-members.ts";
import { forEachPlacement } from "../testing/for-each-placement.ts";
import { TEST_SECRETS_KEY } from "../testing/global-setup.ts";
import { scratchDataTier, testOwner, testTenant } from "../testing/scratch.ts";
import { signIn } from "../testing/sign-in.ts";
import { deleteTenant, restoreTenant } from "./delete.ts";
import { listPurgeable, purgeTenant } from "./purge.ts";
import { renameTenant } from "./rename.ts";
import { resumeTenant, suspendTenant } from "./suspend.ts";
import { getTenantSize } from "./tenant-size.ts";

let tier: DataTier;
let serving: DataTier;
beforeAll(async () => {
  tier = await scratchDataTier();
  serving = await openDataTier({ urls: tier.urls, secretsKey: TEST_SECRETS_KEY, listen: true });
});
afterAll(async () => {
  await serving.close();
  await tier.close();
});

const actor: Actor = { kind: "staff", id: "user_staff", ip: "203.0.113.7", requestId: "req-1" };
const by = { actor };
const unique = () => `t-${randomUUID().slice(0, 8)}`;

forEachPlacement((kind) => {
  test("a deleted tenant comes back as it was, suspended if it was that", async () => {
    const tenant = await testTenant(tier, { kind });
    const session = await signIn(tier, tenant.id);
    await suspendTenant(tier, tenant.id, by);
    await deleteTenant(tier, tenant.id, by);
    expect(await session()).toBeUndefined();
    await restoreTenant(tier, tenant.id, by);
    const back = (await tier.controlDb.read((tx) => getTenant(tx, tenant.id)))!;
    expect(back).toMatchObject({ status: "suspended", deletedAt: null, slug: tenant.slug });
    await resumeTenant(tier, tenant.id, by);
    expect(await tier.tenantRouter.connect(back).read(countMembers)).toBe(1);
  });

  test("after the days of grace a tenant is due for purging, and is not restored", async () => {
    const { id } = await testTenant(tier, { kind });
    await deleteTenant(tier, id, by);
    await tier.controlDb.write((tx) =>
      tx.update(tenants).set({ deletedAt: sql`now() - interval '31 days'` }).where(eq(tenants.id, id)),
    );
    await expect(restoreTenant(tier, id, by)).rejects.toMatchObject({ reason: "graceOver" });
    expect(await tier.controlDb.read((tx) => listPurgeable(tx, 100))).toContain(id);
  });

  test("only a deleted tenant is purged", async () => {
    const { id } = await testTenant(tier, { kind });
    await expect(purgeTenant(tier, id, by)).rejects.toThrow(
      /is active: only a tenant that is deleted.*Delete it first/,
    );
    await suspendTenant(tier, id, by);
    await expect(purgeTenant(tier, id, by)).rejects.toBeInstanceOf(LifecycleRefused);
  });

  test("a purge drops place and role, also under open connections, and leaves a row without personal data", async () => {
    const owner = testOwner();
    const tenant = await testTenant(tier, { kind, owner });
    const { id, slug, placement } = tenant;
    await serving.tenantRouter.connect(tenant).read(countMembers);
    await renameTenant(tier, id, { slug: unique(), name: "Secret GmbH", actor });
    await signIn(tier, id);
    await tier.controlDb.write((tx) =>
      tx
        .insert(domains)
        .values({ hostname: `${unique()}.example.com`, tenantId: id, verificationToken: "x" }),
    );
    expect(await getTenantSize(tier, id)).toMatchObject({ tables: TENANT_TABLES.length + 1 });
    await suspendTenant(tier, id, { ...by, reason: "Unpaid by Ms Secret", isReasonShown: true });
    await deleteTenant(tier, id, by);
    expect(await purgeTenant(tier, id, by)).toBe(true);

    const there = await withAdmin(tier.urls.adminUrl, (client) =>
      client.query(
        `SELECT (SELECT count(*)::int FROM pg_roles WHERE rolname LIKE $1 || '%') AS roles,
                (SELECT count(*)::int FROM pg_database WHERE datname = $1) AS databases,
                (SELECT count(*)::int FROM pg_namespace WHERE nspname = $1) AS schemas`,
        [placement.schema],
      ),
    );
    expect(there.rows[0]).toEqual({ roles: 0, databases: 0, schemas: 0 });
    const left = await tier.controlDb.read((tx) => getTenant(tx, id));
    expect(left).toMatchObject({ status: "purged", name: "", organizationId: null, settings: {} });
    expect(left?.suspensionNotice).toBeNull();
    expect(left?.slug).toBe(`purged-${id.replaceAll("-", "")}`);
    for (const table of [memberships, sessions, tickets, domains])
      expect(await tier.controlDb.read((tx) => tx.$count(table, eq(table.tenantId, id)))).toBe(0);
    // Its names lead nowhere, and are not a stranger's either.
    expect(await tier.controlDb.read((tx) => getTenantBySlug(tx, slug))).toBeUndefined();
    expect(await tier.controlDb.read((tx) => isSlugTaken(tx, slug))).toBe(true);
    expect(await purgeTenant(tier, id, by)).toBe(false);
    await expect(restoreTenant(tier, id, by)).rejects.toBeInstanceOf(LifecycleRefused);
  });
});
