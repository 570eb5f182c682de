import { afterAll, beforeAll, expect, test } from "vitest";
import type { DataTier } from "../data-tier.ts";
import type { TenantDb } from "../routing/tenant-db.ts";
import { forEachPlacement } from "../testing/for-each-placement.ts";
import { scratchDataTier, testTenant } from "../testing/scratch.ts";
import { listMemberEmails, listMemberNames } from "./member-lookups.ts";
import { removeMember, upsertMember } from "./members.ts";

forEachPlacement((kind) => {
  let tier: DataTier;
  let db: TenantDb;
  let neighbour: TenantDb;
  beforeAll(async () => {
    tier = await scratchDataTier();
    const [tenant, other] = [await testTenant(tier, { kind }), await testTenant(tier, { kind })];
    [db, neighbour] = [tenant, other].map((one) => tier.tenantRouter.connect(one)) as [TenantDb, TenantDb];
    await join(db, "ada", "Ada@Example.com");
    await join(db, "gone", "gone@example.com");
    await db.write((tx) => removeMember(tx, "gone"));
    await join(neighbour, "else", "else@example.com");
  });
  afterAll(() => tier.close());

  const join = (place: TenantDb, id: string, email: string) => {
    const member = { id, email, firstName: id, lastName: null, avatarUrl: null, role: "member" as const };
    return place.write((tx) => upsertMember(tx, member));
  };

  test("an address is a member's in whatever capitals, and no former member's or neighbour's", async () => {
    const asked = ["ada@example.com", "gone@example.com", "else@example.com"];
    expect(await db.read((tx) => listMemberEmails(tx, asked))).toEqual(["Ada@Example.com"]);
    expect(await db.read((tx) => listMemberEmails(tx, []))).toEqual([]);
  });

  test("names are known of whoever is or was here, and of nobody else", async () => {
    const names = await db.read((tx) => listMemberNames(tx, ["ada", "gone", "else", "nobody"]));
    expect([...names].sort()).toEqual([
      ["ada", "ada"],
      ["gone", "gone"],
    ]);
    expect(await db.read((tx) => listMemberNames(tx, []))).toEqual(new Map());
  });
});
