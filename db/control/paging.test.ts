import { eq } from "drizzle-orm";
import { afterAll, beforeAll, expect, test } from "vitest";
import type { DataTier } from "../data-tier.ts";
import { type ManyTenant, manyTenants } from "../testing/many-tenants.ts";
import { scratchDataTier } from "../testing/scratch.ts";
import { ANY, decodeCursor, encodeCursor, TIMESTAMP, UUID } from "./paging.ts";
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

test("a cursor that was tampered with means the first page", () => {
  expect(decodeCursor("%%%", [UUID])).toBeUndefined();
  expect(decodeCursor(encodeCursor({ back: false, key: ["x'; --"] }), [UUID])).toBeUndefined();
  expect(decodeCursor(encodeCursor({ back: true, key: [] }), [UUID])).toBeUndefined();
});

// Threat: an edited cursor names a moment that there is not, or a character that cannot be stored, and the page fails.
test.each([
  "9999-99-99 99:99:99+00",
  "2026-02-30 00:00:00+00",
  "0000-01-01 00:00:00+00",
  "2026-01-01 24:00:00+00",
  "2026-01-01 00:00:00+99",
  "2026-01-01 00:00:00.1234567+00",
])("an impossible moment in a cursor means the first page: %s", (moment) => {
  expect(decodeCursor(encodeCursor({ back: false, key: [moment] }), [TIMESTAMP])).toBeUndefined();
});

test("a moment as PostgreSQL prints it is one, and text that cannot be stored is no key", () => {
  for (const moment of ["2026-11-21 23:25:48.123456+00", "2024-02-29 23:59:59-03:30"])
    expect(decodeCursor(encodeCursor({ back: false, key: [moment] }), [TIMESTAMP])?.key).toEqual([moment]);
  for (const text of ["a\0b", "half \ud800"])
    expect(decodeCursor(encodeCursor({ back: false, key: [text] }), [ANY])).toBeUndefined();
});
