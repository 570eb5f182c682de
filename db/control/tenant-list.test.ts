import { eq } from "drizzle-orm";
import { afterAll, beforeAll, expect, test } from "vitest";
import type { DataTier } from "../data-tier.ts";
import { encodeCursor } from "../paging.ts";
import { type ManyTenant, manyTenants } from "../testing/many-tenants.ts";
import { scratchDataTier } from "../testing/scratch.ts";
import { endMembership, upsertMembership } from "./memberships.ts";
import { domains, freedSlugs, tenants } from "./schema/tenants.ts";
import { getTenantDetail } from "./tenant-detail.ts";
import { listTenantsPage, type TenantListRequest } from "./tenant-list.ts";
import { upsertUser } from "./users.ts";

let tier: DataTier;
let made: ManyTenant[];
beforeAll(async () => {
  tier = await scratchDataTier();
  made = await manyTenants(tier, 23, []);
});
afterAll(() => tier.close());

const page = (request: TenantListRequest) => tier.controlDb.read((tx) => listTenantsPage(tx, request));

test.each(["slug", "name", "created", "status"] as const)(
  "by %s, walking forward and back sees every tenant once and in the same order",
  async (sort) => {
    const forward: string[] = [];
    let at = await page({ sort, limit: 5 });
    expect(at).toMatchObject({ total: 23, previousCursor: null });
    for (;;) {
      forward.push(...at.items.map(({ id }) => id));
      if (!at.nextCursor) break;
      at = await page({ sort, limit: 5, cursor: at.nextCursor });
    }
    expect(new Set(forward)).toEqual(new Set(made.map(({ id }) => id)));
    expect(forward).toHaveLength(23);
    const back = at.items.map(({ id }) => id);
    while (at.previousCursor) {
      at = await page({ sort, limit: 5, cursor: at.previousCursor });
      back.unshift(...at.items.map(({ id }) => id));
    }
    expect(back).toEqual(forward);
  },
);

test("what is searched for is taken literally", async () => {
  expect(await page({ search: "%" })).toMatchObject({ total: 0 });
  expect(await page({ search: made[7]!.slug.toUpperCase() })).toMatchObject({ items: [{ id: made[7]!.id }] });
  expect(await page({ search: made[3]!.id })).toMatchObject({ total: 1 });
  expect(await page({ search: "'; drop table control.tenants; --" })).toMatchObject({ total: 0 });
});

test("staff find a tenant by a person in it, an address it has or had, where it lives, and the end of its id", async () => {
  const [wanted, other] = [made[11]!, made[12]!];
  const at = new Date();
  const person = {
    id: "user_grace",
    email: "Grace.Hopper@example.com",
    firstName: "Grace",
    lastName: "Hopper",
  };
  await tier.controlDb.write(async (tx) => {
    await upsertUser(tx, { ...person, avatarUrl: null, sourceUpdatedAt: at });
    for (const tenantId of [wanted.id, other.id])
      await upsertMembership(tx, { tenantId, userId: person.id, role: "owner", sourceUpdatedAt: at });
    const key = { tenantId: other.id, userId: person.id };
    await endMembership(tx, { key, deletedAt: new Date(at.getTime() + 1) });
    await tx
      .insert(domains)
      .values({ tenantId: wanted.id, hostname: "work.example.com", verificationToken: "x" });
    await tx
      .insert(freedSlugs)
      .values({ tenantId: wanted.id, slug: "old-name", until: new Date(at.getTime() + 1e6) });
  });
  const { id, schema } = wanted;
  const texts = [
    "grace hop",
    "hopper@EXAMPLE",
    person.id,
    "work.example.com",
    "old-name",
    schema,
    id.slice(-8),
  ];
  for (const search of texts)
    expect(await page({ search }), search).toMatchObject({ total: 1, items: [{ id }] });
  expect((await tier.controlDb.read((tx) => getTenantDetail(tx, id)))?.owners).toMatchObject([person]);
  expect((await tier.controlDb.read((tx) => getTenantDetail(tx, other.id)))?.owners).toEqual([]);
});

test("a tenant without a version is behind, unless nobody keeps its tables current", async () => {
  expect(await page({ behind: true })).toMatchObject({ total: 23 });
  const isFirst = eq(tenants.id, made[0]!.id);
  await tier.controlDb.write((tx) => tx.update(tenants).set({ status: "deleted" }).where(isFirst));
  expect(await page({ search: made[1]!.id })).toMatchObject({ items: [{ isBehind: true }] });
  expect(await page({ behind: true })).toMatchObject({ total: 22 });
  expect(await page({ status: "deleted" })).toMatchObject({ items: [{ isBehind: null }] });
  await tier.controlDb.write((tx) => tx.update(tenants).set({ status: "active" }).where(isFirst));
});

test("a cursor that was tampered with means the first page", async () => {
  const first = await page({ limit: 5 });
  for (const cursor of ["%%%", encodeCursor({ back: false, key: ["9999-99-99 99:99:99+00", made[0]!.id] })])
    expect((await page({ limit: 5, cursor })).items).toEqual(first.items);
});
