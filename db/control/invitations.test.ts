import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, expect, test } from "vitest";
import type { DataTier } from "../data-tier.ts";
import type { Tenant } from "../routing/tenant.ts";
import { scratchDataTier, testTenant } from "../testing/scratch.ts";
import type { InvitationStatus } from "./invitation-statuses.ts";
import {
  countOpenInvitations,
  findInvitedTenantId,
  getInvitation,
  type InvitationFromSource,
  listInvitedKeys,
  listOpenInvitations,
  upsertInvitation,
} from "./invitations.ts";

let tier: DataTier;
let tenant: Tenant;
let other: Tenant;
beforeAll(async () => {
  tier = await scratchDataTier();
  [tenant, other] = await Promise.all([testTenant(tier), testTenant(tier)]);
});
afterAll(() => tier.close());

const BEGIN = Date.UTC(2026, 0, 1);
const DAY_MS = 86_400_000;

const invitation = (changes: Partial<InvitationFromSource> = {}): InvitationFromSource => ({
  id: `orginv_${randomUUID()}`,
  tenantId: tenant.id,
  email: "Ada@Example.com",
  role: "member",
  status: "pending",
  sourceUpdatedAt: new Date(BEGIN),
  createdAt: new Date(BEGIN),
  expiresAt: new Date(Date.now() + DAY_MS),
  ...changes,
});
const put = (...all: InvitationFromSource[]) =>
  tier.controlDb.write(async (tx) => {
    for (const one of all) await upsertInvitation(tx, one);
  });
const get = (id: string, tenantId = tenant.id) =>
  tier.controlDb.forTenant(tenantId).read((tx) => getInvitation(tx, { tenantId, id }));

/** Each order in which these can come. */
const orders = <T>(all: T[]): T[][] =>
  all.length < 2
    ? [all]
    : all.flatMap((one, at) =>
        orders([...all.slice(0, at), ...all.slice(at + 1)]).map((rest) => [one, ...rest]),
      );

test.each(["accepted", "revoked", "expired"] as InvitationStatus[])(
  "one that was %s stays so, in whatever order and however often it is told",
  async (end) => {
    const begun = invitation();
    const again = { ...begun, sourceUpdatedAt: new Date(BEGIN + 5) };
    const ended = { ...begun, status: end, sourceUpdatedAt: new Date(BEGIN + 3) };
    for (const order of orders([begun, again, ended])) {
      const id = `orginv_${randomUUID()}`;
      const told = order.map((one) => ({ ...one, id }));
      await put(...told, ...told);
      expect(await get(id)).toMatchObject({ status: end });
    }
  },
);

test("an older version of what waits changes nothing", async () => {
  const newer = invitation({ role: "admin", sourceUpdatedAt: new Date(BEGIN + 10) });
  await put(newer, { ...newer, role: "viewer", sourceUpdatedAt: new Date(BEGIN) });
  expect(await get(newer.id)).toMatchObject({ role: "admin" });
});

test("who asked is known, whichever comes first: the page's own answer or a message", async () => {
  const told = invitation();
  await put(told, { ...told, inviterId: "user_asks" }, told, { ...told, inviterId: "user_else" });
  expect(await get(told.id)).toMatchObject({ inviterId: "user_asks" });
});

test("one that nobody followed in time is expired, and may be asked again", async () => {
  const late = invitation({ email: "late@example.com", expiresAt: new Date(Date.now() - 1000) });
  await put(late);
  expect(await get(late.id)).toMatchObject({ status: "expired" });
  const emailKeys = ["late@example.com"];
  expect(await tier.controlDb.read((tx) => listInvitedKeys(tx, { tenantId: tenant.id, emailKeys }))).toEqual(
    [],
  );
});

test("an address is known as invited in whatever capitals it was typed", async () => {
  await put(invitation({ email: "GROßE@Example.com" }));
  const emailKeys = ["große@example.com", "nobody@example.com"];
  const known = await tier.controlDb.read((tx) => listInvitedKeys(tx, { tenantId: tenant.id, emailKeys }));
  expect(known).toEqual(["große@example.com"]);
});

test("the list has what is open, the newest first, page by page", async () => {
  const place = await testTenant(tier);
  const at = (n: number) => ({
    tenantId: place.id,
    createdAt: new Date(BEGIN + n),
    email: `n${n}@example.com`,
  });
  await put(...[1, 2, 3, 4, 5].map((n) => invitation(at(n))));
  await put(invitation({ ...at(6), status: "revoked" }), invitation({ ...at(7), status: "accepted" }));
  const list = (cursor?: string) =>
    tier.controlDb.forTenant(place.id).read((tx) => listOpenInvitations(tx, place.id, { cursor, limit: 2 }));
  const first = await list();
  expect(first.items.map(({ email }) => email)).toEqual(["n5@example.com", "n4@example.com"]);
  const second = await list(first.nextCursor ?? "");
  expect(second.items.map(({ email }) => email)).toEqual(["n3@example.com", "n2@example.com"]);
  expect((await list(second.previousCursor ?? "")).items).toEqual(first.items);
  expect(await tier.controlDb.read((tx) => countOpenInvitations(tx, place.id))).toBe(5);
});

// Threat: an admin of one workspace reads, or ends, another's invitations.
test("a tenant's pages neither see another's invitations nor take one over", async () => {
  const mine = invitation();
  await put(mine);
  expect(await get(mine.id, other.id)).toBeUndefined();
  const asOther = tier.controlDb.forTenant(other.id);
  expect((await asOther.read((tx) => listOpenInvitations(tx, tenant.id))).items).toEqual([]);
  const taken = { ...mine, tenantId: other.id, status: "revoked" as const };
  await asOther.write((tx) => upsertInvitation(tx, taken)).catch(() => {});
  await put(taken);
  expect(await get(mine.id)).toMatchObject({ status: "pending" });
  const foreign = asOther.write((tx) => upsertInvitation(tx, invitation()));
  await expect(foreign).rejects.toThrow(/refused access/);
});

test("an id that the provider would not give is nobody's", async () => {
  for (const id of ["", "a\0b", "../x", "x".repeat(201)]) expect(await get(id)).toBeUndefined();
});

test("who comes from the provider's page is led to where they were asked last", async () => {
  const email = `${randomUUID()}@example.com`;
  const find = () => tier.controlDb.read((tx) => findInvitedTenantId(tx, email.toUpperCase(), null));
  expect(await find()).toBeUndefined();
  await put(invitation({ email, status: "accepted", sourceUpdatedAt: new Date(BEGIN + 2) }));
  await put(invitation({ email, tenantId: other.id, sourceUpdatedAt: new Date(BEGIN + 1) }));
  expect(await find()).toBe(tenant.id);
  await put(invitation({ email, tenantId: other.id, sourceUpdatedAt: new Date(BEGIN + 3) }));
  await put(invitation({ email, status: "revoked", sourceUpdatedAt: new Date(BEGIN + 4) }));
  expect(await find()).toBe(other.id);
  const { organizationId } = tenant;
  expect(await tier.controlDb.read((tx) => findInvitedTenantId(tx, email, organizationId))).toBe(tenant.id);
});
