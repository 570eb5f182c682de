import { eq } from "drizzle-orm";
import { afterAll, beforeAll, expect, test } from "vitest";
import type { DataTier } from "../data-tier.ts";
import { encodeCursor } from "../paging.ts";
import { type ManyTenant, manyTenants } from "../testing/many-tenants.ts";
import { scratchDataTier } from "../testing/scratch.ts";
import { tenants } from "./schema/tenants.ts";
import { listTenantsPage, type TenantListRequest } from "./tenant-list.ts";

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
