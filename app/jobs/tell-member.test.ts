import { afterAll, beforeAll, expect, test, vi } from "vitest";
import { listLocalMemberships } from "#app/db.local.server.ts";
import {
  changeMembership,
  getMembershipRole,
  nameOwner,
  undoMembershipChange,
} from "#app/db.people.server.ts";
import { listAudit, type Role } from "#app/db.server.ts";
import {
  addMembership,
  changeMembership as changeThere,
  removeMembership,
  removeUser,
} from "#app/identity/providers/local/changes.ts";
import { tellMember } from "./tell-member.ts";
import { type Inbox, openInbox } from "./testing/inbox.ts";

// The stand-in's own deliveries go nowhere in this test: it delivers as it likes.
vi.hoisted(() => {
  process.env.PORT = "1";
});

let inbox: Inbox;
beforeAll(async () => {
  inbox = await openInbox();
});
afterAll(() => inbox.close());

test.each(["standard", "enterprise"] as const)(
  "on the %s plan an owner named by staff is one at the provider, in the tenant, and stays one",
  async (plan) => {
    const { creator, organization } = await inbox.newOrganization(plan);
    const person = await inbox.newPerson();
    await inbox.deliver(await inbox.takeMessages());
    await inbox.write((tx) => removeUser(tx, creator.id));
    await inbox.deliver(await inbox.takeMessages());
    const tenant = await inbox.tenantOf(organization.id);
    expect(await inbox.membersOf(tenant)).toEqual({});
    await nameOwner(inbox.tier, tenant.id, { person: person.email, actor: { kind: "staff" } });
    const payload = { tenantId: tenant.id, userId: person.id, isNamed: true };
    await tellMember(inbox.tier, payload);
    await tellMember(inbox.tier, payload);
    const expected = { [person.id]: `${person.firstName} owner` };
    expect(await inbox.membersOf(tenant)).toEqual(expected);
    const there = await inbox.read((tx) => listLocalMemberships(tx, { organizationId: organization.id }));
    expect(there.map(({ userId, role }) => [userId, role])).toEqual([[person.id, "org:owner"]]);
    await inbox.deliver(await inbox.takeMessages());
    expect(await inbox.membersOf(tenant)).toEqual(expected);
  },
);

/** An owner whom staff named, and told to the provider; its own message of that has come, or not. */
async function named(isHeard: boolean) {
  const { creator, organization } = await inbox.newOrganization();
  const person = await inbox.newPerson();
  await inbox.deliver(await inbox.takeMessages());
  const tenant = await inbox.tenantOf(organization.id);
  await nameOwner(inbox.tier, tenant.id, { person: person.email, actor: { kind: "staff" } });
  const key = { tenantId: tenant.id, userId: person.id };
  const again = () => tellMember(inbox.tier, { ...key, isNamed: true });
  await again();
  if (isHeard) await inbox.deliver(await inbox.takeMessages());
  const there = { organizationId: organization.id, userId: person.id };
  const rolesThere = async () => {
    const rows = await inbox.read((tx) => listLocalMemberships(tx, { ...there, userId: [person.id] }));
    return rows.map(({ role }) => role);
  };
  return { key, there, again, rolesThere, creator };
}

// Threat: a job that is tried again late makes somebody an owner again, from whom that was taken meanwhile.
test.each([true, false])(
  "a late retry for an owner whom staff named takes back nothing that the provider decided since (its first message came: %s)",
  async (isHeard) => {
    const { there, again, rolesThere, key } = await named(isHeard);
    expect(await rolesThere()).toEqual(["org:owner"]);
    await inbox.write((tx) => changeThere(tx, there, "org:viewer"));
    await again();
    expect(await rolesThere()).toEqual(["org:viewer"]);
    await inbox.deliver(await inbox.takeMessages());
    await again();
    expect([await roleHere(key), await rolesThere()]).toEqual(["viewer", ["org:viewer"]]);
  },
);

test("a late retry for an owner whom staff named brings back nobody who was removed at the provider since", async () => {
  const { there, again, rolesThere, key } = await named(true);
  await inbox.write((tx) => removeMembership(tx, there));
  await again();
  expect(await rolesThere()).toEqual([]);
  await inbox.deliver(await inbox.takeMessages());
  await again();
  expect([await roleHere(key), await rolesThere()]).toEqual([undefined, []]);
});

test("a late retry for an owner whom staff named tells what was decided here since", async () => {
  const { again, rolesThere, key, creator } = await named(true);
  await inbox.write((tx) => changeMembership(tx, { key, to: "member", by: { ...BY, userId: creator.id } }));
  await again();
  expect(await rolesThere()).toEqual(["org:member"]);
});

test("who was removed at the provider before staff named them is an owner there too", async () => {
  const { there, again, rolesThere, key } = await named(true);
  await inbox.write((tx) => removeMembership(tx, there));
  await inbox.deliver(await inbox.takeMessages());
  await nameOwner(inbox.tier, key.tenantId, { person: key.userId, actor: { kind: "staff" } });
  await again();
  expect(await rolesThere()).toEqual(["org:owner"]);
});

const BY = { actor: { kind: "member" as const }, may: () => true };

/** A member, whom the owner changes here, in a process that ends before anybody else hears of it. */
async function changedHere(to: Role | undefined) {
  const { creator, organization } = await inbox.newOrganization();
  const person = await inbox.newPerson();
  const there = { organizationId: organization.id, userId: person.id };
  await inbox.write((tx) => addMembership(tx, { ...there, role: "org:admin" }));
  await inbox.deliver(await inbox.takeMessages());
  const tenant = await inbox.tenantOf(organization.id);
  const key = { tenantId: tenant.id, userId: person.id };
  const made = await inbox.write((tx) =>
    changeMembership(tx, { key, to, by: { ...BY, userId: creator.id } }),
  );
  const rolesThere = async () => {
    const rows = await inbox.read((tx) => listLocalMemberships(tx, { ...there }));
    return rows.map(({ role }) => role);
  };
  return { key, made, person, tenant, there, rolesThere };
}
const roleHere = (key: { tenantId: string; userId: string }) =>
  inbox.read((tx) => getMembershipRole(tx, key));

// Threat: a process is killed between a demotion and its effect, and the person keeps the role.
test("another role counts in the tenant and at the provider, though the process that gave it ended", async () => {
  const { key, person, tenant, rolesThere } = await changedHere("viewer");
  expect((await inbox.membersOf(tenant))[person.id]).toBe(`${person.firstName} admin`);
  await tellMember(inbox.tier, key);
  expect((await inbox.membersOf(tenant))[person.id]).toBe(`${person.firstName} viewer`);
  expect(await rolesThere()).toEqual(["org:viewer"]);
});

test("who was removed is out in the tenant and at the provider, though the process that removed them ended", async () => {
  const { key, person, tenant, rolesThere } = await changedHere(undefined);
  await tellMember(inbox.tier, key);
  expect((await inbox.membersOf(tenant))[person.id]).toBeUndefined();
  expect(await rolesThere()).toEqual([]);
});

test("what the provider has said since is not taken back, and nobody is let in there who left", async () => {
  const { key, there, rolesThere } = await changedHere("viewer");
  await inbox.write((tx) => changeThere(tx, there, "org:member"));
  await tellMember(inbox.tier, key);
  expect(await rolesThere()).toEqual(["org:member"]);
  const gone = await changedHere("viewer");
  await inbox.write((tx) => removeUser(tx, gone.key.userId));
  await tellMember(inbox.tier, gone.key);
  expect(await gone.rolesThere()).toEqual([]);
});

// Threat: the provider refuses a change, and taking it back brings back what somebody else took meanwhile.
test("a change that the provider refused is taken back, and written down", async () => {
  for (const to of ["viewer", undefined] as const) {
    const { key, made } = await changedHere(to);
    expect(made && (await inbox.write((tx) => undoMembershipChange(tx, made)))).toBe(true);
    expect(await roleHere(key)).toBe("admin");
    const { items } = await inbox.read((tx) =>
      listAudit(tx, { tenantId: key.tenantId, action: "member.undo" }),
    );
    expect(items).toHaveLength(1);
  }
});

test("taking back a change takes back nothing that was said since", async () => {
  const { key, made, there } = await changedHere("viewer");
  await inbox.write((tx) => removeMembership(tx, there));
  await inbox.deliver(await inbox.takeMessages());
  expect(made && (await inbox.write((tx) => undoMembershipChange(tx, made)))).toBe(false);
  expect(await roleHere(key)).toBeUndefined();
});

test("taking back that somebody became an owner leaves no tenant without one", async () => {
  const { key, made, tenant } = await changedHere("owner");
  const owner = { tenantId: tenant.id, userId: made?.by.userId ?? "" };
  await inbox.write((tx) =>
    changeMembership(tx, { key: owner, to: "member", by: { ...BY, userId: owner.userId } }),
  );
  expect(made && (await inbox.write((tx) => undoMembershipChange(tx, made)))).toBe(false);
  expect(await roleHere(key)).toBe("owner");
});
