import { afterAll, beforeAll, expect, test } from "vitest";
import type { DataTier } from "../data-tier.ts";
import type { Role, Tenant } from "../routing/tenant.ts";
import { scratchDataTier, testTenant } from "../testing/scratch.ts";
import { endMembership, getMembershipRole, upsertMembership } from "./memberships.ts";
import { deleteUser, getUserById, upsertUser } from "./users.ts";

let tier: DataTier;
let tenant: Tenant;

beforeAll(async () => {
  tier = await scratchDataTier();
  tenant = await testTenant(tier);
});
afterAll(() => tier.close());

const at = (seconds: number) => new Date(1_800_000_000_000 + seconds * 1000);
const person = (id: string, firstName: string, seconds: number) =>
  tier.controlDb.write((tx) =>
    upsertUser(tx, {
      id,
      email: `${id}@example.com`,
      firstName,
      lastName: null,
      avatarUrl: null,
      sourceUpdatedAt: at(seconds),
    }),
  );
const nameOf = async (id: string) => (await tier.controlDb.read((tx) => getUserById(tx, id)))?.firstName;

test("the newest version of a user wins, in whatever order the versions come", async () => {
  await person("user_a", "second", 2);
  expect(await person("user_a", "first", 1)).toBe(false);
  expect(await nameOf("user_a")).toBe("second");
  await person("user_a", "third", 3);
  expect(await nameOf("user_a")).toBe("third");
});

// Threat: a late message brings a deleted person back, with their rights.
test("a deleted user stays deleted, even where the delete came first", async () => {
  await tier.controlDb.write((tx) => deleteUser(tx, "user_b", at(5)));
  expect(await person("user_b", "back", 9)).toBe(false);
  expect(await nameOf("user_b")).toBeUndefined();
});

const join = (userId: string, role: Role, seconds: number, sourceId: string) =>
  tier.controlDb.write((tx) =>
    upsertMembership(tx, { tenantId: tenant.id, userId, role, sourceUpdatedAt: at(seconds), sourceId }),
  );
const leave = async (userId: string, seconds: number, sourceId: string) => {
  const end = { key: { tenantId: tenant.id, userId }, sourceId, deletedAt: at(seconds) };
  return (await tier.controlDb.write((tx) => endMembership(tx, end)))?.isOut;
};
const roleOf = (userId: string) =>
  tier.controlDb.read((tx) => getMembershipRole(tx, { tenantId: tenant.id, userId }));

test("the newest role wins, in whatever order the messages come", async () => {
  await join("user_c", "viewer", 2, "orgmem_c");
  await join("user_c", "admin", 1, "orgmem_c");
  expect(await roleOf("user_c")).toBe("viewer");
});

// Threat: a late message lets somebody in again who was thrown out.
test("a membership that was ended does not return, but a new one is let in", async () => {
  await join("user_d", "member", 1, "orgmem_d1");
  await leave("user_d", 3, "orgmem_d1");
  await join("user_d", "member", 2, "orgmem_d1");
  await join("user_d", "member", 9, "orgmem_d1");
  expect(await roleOf("user_d")).toBeUndefined();
  await join("user_d", "viewer", 10, "orgmem_d2");
  expect(await roleOf("user_d")).toBe("viewer");
});

test("the end of an old membership does not end the new one", async () => {
  await join("user_e", "member", 10, "orgmem_e2");
  expect(await leave("user_e", 5, "orgmem_e1")).toBe(false);
  expect(await roleOf("user_e")).toBe("member");
});

// Threat: an earlier membership's end, or a change of it, comes late and is dated later than the new one.
test("what is said of an earlier membership, whenever, does not end the later one or raise its role", async () => {
  await join("user_g", "admin", 1, "orgmem_g1");
  await join("user_g", "viewer", 5, "orgmem_g2");
  expect(await leave("user_g", 60, "orgmem_g1")).toBe(false);
  await join("user_g", "owner", 60, "orgmem_g1");
  expect(await roleOf("user_g")).toBe("viewer");
  expect(await leave("user_g", 5, "orgmem_g2")).toBe(true);
});

test("who has joined again is in, though the end of the first time is dated later than the second begins", async () => {
  await join("user_h", "member", 1, "orgmem_h1");
  await leave("user_h", 60, "orgmem_h1");
  await join("user_h", "member", 5, "orgmem_h2");
  expect(await roleOf("user_h")).toBe("member");
});

test("of an ended membership the id is enough, before it begins and after", async () => {
  await join("user_i", "member", 1, "orgmem_i");
  const end = (sourceId: string) =>
    tier.controlDb.write((tx) => endMembership(tx, { sourceId, deletedAt: at(2) }));
  expect(await end("orgmem_i")).toEqual({
    ...{ tenantId: tenant.id, userId: "user_i" },
    ...{ isOut: true, hasEnded: true },
  });
  expect(await end("orgmem_i")).toMatchObject({ isOut: true, hasEnded: false });
  expect(await end("orgmem_j")).toBeUndefined();
  await join("user_j", "member", 1, "orgmem_j");
  expect(await roleOf("user_j")).toBeUndefined();
});

test("what nobody dated lets in who was never in, and raises no role", async () => {
  const undated = (userId: string, role: Role, sourceId: string) =>
    tier.controlDb.write((tx) =>
      upsertMembership(tx, { tenantId: tenant.id, userId, role, sourceUpdatedAt: undefined, sourceId }),
    );
  await undated("user_k", "member", "orgmem_k");
  expect(await roleOf("user_k")).toBe("member");
  await undated("user_k", "owner", "orgmem_k");
  expect(await roleOf("user_k")).toBe("member");
  await undated("user_k", "viewer", "orgmem_k");
  expect(await roleOf("user_k")).toBe("viewer");
});

// Threat: a person's account is deleted while a message about their membership is still on its way.
test("a deleted user joins nothing", async () => {
  await tier.controlDb.write((tx) => deleteUser(tx, "user_f", at(1)));
  await join("user_f", "owner", 2, "orgmem_f");
  expect(await roleOf("user_f")).toBeUndefined();
});
