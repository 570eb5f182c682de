/** What the provider says late, twice, in pieces, or while a tenant cannot be told: nobody gains by it. */
import { afterAll, beforeAll, describe, expect, test, vi } from "vitest";
import { getMembershipRole, getUserById } from "#app/db.people.server.ts";
import {
  deleteTenant,
  getWebhookEvent,
  hasTombstone,
  makeReadOnly,
  purgeTenant,
  restoreTenant,
  suspendTenant,
  type Tenant,
} from "#app/db.server.ts";
import {
  addMembership,
  changeMembership,
  changeOrganization,
  removeMembership,
  removeOrganization,
  removeUser,
} from "#app/identity/providers/local/changes.ts";
import { adminQuery } from "#db/testing/query.ts";
import { type Inbox, type Message, openInbox } from "./testing/inbox.ts";

// The stand-in's own deliveries go nowhere in this test: it delivers as it likes.
vi.hoisted(() => {
  process.env.PORT = "1";
});

const BY = { actor: { kind: "staff" } } as const;
let inbox: Inbox;
beforeAll(async () => {
  inbox = await openInbox();
});
afterAll(() => inbox.close());

/** A tenant with its owner and somebody in this role. */
async function team(role: "org:member" | "org:admin" = "org:admin", plan?: "enterprise") {
  const { creator, organization } = await inbox.newOrganization(plan);
  const person = await inbox.newPerson();
  const key = { organizationId: organization.id, userId: person.id };
  await inbox.write((tx) => addMembership(tx, { ...key, role }));
  await inbox.deliver(await inbox.takeMessages());
  const tenant = await inbox.tenantOf(organization.id);
  return { creator, organization, person, key, tenant };
}

const said = (message: Message, body: Record<string, unknown>, id = "again"): Message => ({
  id: `${message.id}-${id}`,
  body: { ...message.body, ...body },
});
const roleOf = (tenant: Tenant, userId: string) =>
  inbox.read((tx) => getMembershipRole(tx, { tenantId: tenant.id, userId }));

describe.each(["standard", "enterprise"] as const)("a tenant on the %s plan", (plan) => {
  // Threat: staff restore a workspace, and whoever was put out of it meanwhile is in it again.
  test("who is removed or demoted while it is deleted is that when it is restored", async () => {
    const { person, key, tenant, organization } = await team(
      "org:admin",
      plan === "enterprise" ? plan : undefined,
    );
    const other = await inbox.newPerson();
    const otherKey = { organizationId: organization.id, userId: other.id };
    await inbox.write((tx) => addMembership(tx, { ...otherKey, role: "org:admin" }));
    await inbox.deliver(await inbox.takeMessages());
    await deleteTenant(inbox.tier, tenant.id, BY);
    await inbox.write((tx) => removeMembership(tx, key));
    await inbox.write((tx) => changeMembership(tx, otherKey, "org:viewer"));
    await inbox.deliver(await inbox.takeMessages());
    expect(await roleOf(tenant, person.id)).toBeUndefined();
    await restoreTenant(inbox.tier, tenant.id, BY);
    const members = await inbox.membersOf(await inbox.tenantOf(organization.id));
    expect(members[person.id]).toBeUndefined();
    expect(members[other.id]).toBe(`${other.firstName} viewer`);
  });

  // Threat: who is put out of a workspace reads on in it while it is read-only.
  test.each([
    ["suspended", suspendTenant],
    ["read-only", makeReadOnly],
  ])("who is removed or demoted while it is %s is that at once", async (_, close) => {
    const { key, person, tenant, organization } = await team(
      "org:admin",
      plan === "enterprise" ? plan : undefined,
    );
    await close(inbox.tier, tenant.id, BY);
    await inbox.write((tx) => changeMembership(tx, key, "org:viewer"));
    await inbox.deliver(await inbox.takeMessages());
    expect((await inbox.membersOf(tenant))[person.id]).toBe(`${person.firstName} viewer`);
    await inbox.write((tx) => removeMembership(tx, key));
    await inbox.deliver(await inbox.takeMessages());
    expect((await inbox.membersOf(await inbox.tenantOf(organization.id)))[person.id]).toBeUndefined();
  });

  test("two who swap addresses are both in it, and so is somebody who has an address of somebody else", async () => {
    const { person, tenant, creator } = await team("org:member", plan === "enterprise" ? plan : undefined);
    const updated = (id: string, email: string, n: number): Message => ({
      id: `msg_swap_${id}`,
      body: {
        type: "user.updated",
        data: {
          id,
          first_name: `S${n}`,
          email_addresses: [{ id: "e", email_address: email }],
          updated_at: Date.now() + n,
        },
      },
    });
    await inbox.deliver([updated(person.id, creator.email, 1), updated(creator.id, person.email, 2)]);
    expect(await inbox.membersOf(tenant)).toEqual({ [person.id]: "S1 member", [creator.id]: "S2 owner" });
  });
});

test("who is removed while the tenant is being made is not in it", async () => {
  const { creator, organization } = await inbox.newOrganization();
  const person = await inbox.newPerson();
  const key = { organizationId: organization.id, userId: person.id };
  await inbox.write((tx) => addMembership(tx, { ...key, role: "org:admin" }));
  await inbox.write((tx) => removeMembership(tx, key));
  await inbox.deliver((await inbox.takeMessages()).reverse());
  const members = await inbox.membersOf(await inbox.tenantOf(organization.id));
  expect(members).toEqual({ [creator.id]: `${creator.firstName} owner` });
});

// Threat: staff purge what was deleted, and the organization's next message makes it again.
test("a purge leaves nothing that the organization's next message makes a tenant of", async () => {
  const { organization, tenant } = await team();
  await deleteTenant(inbox.tier, tenant.id, BY);
  await purgeTenant(inbox.tier, tenant.id, BY);
  await inbox.write((tx) => changeOrganization(tx, organization.id, { name: "Back" }));
  await inbox.deliver(await inbox.takeMessages());
  expect(await inbox.tenantOf(organization.id)).toBeUndefined();
  expect(await inbox.read((tx) => hasTombstone(tx, "organization", organization.id))).toBe(true);
});

test("who has joined again stays in, whenever the end of the first time arrives, and however it is dated", async () => {
  for (const timestamp of [Date.now() + 600_000, undefined]) {
    const { key, person, tenant } = await team("org:member");
    await inbox.write((tx) => removeMembership(tx, key));
    await inbox.write((tx) => addMembership(tx, { ...key, role: "org:viewer" }));
    const [removed, ...joined] = (await inbox.takeMessages()) as [Message, ...Message[]];
    await inbox.deliver(joined);
    await inbox.deliver([said(removed, { timestamp })]);
    expect(await roleOf(tenant, person.id)).toBe("viewer");
    expect((await inbox.membersOf(tenant))[person.id]).toBe(`${person.firstName} viewer`);
  }
});

test("of a deleted membership the id is enough", async () => {
  const { key, person, tenant } = await team("org:member");
  const { id } = (await inbox.write((tx) => removeMembership(tx, key))) as { id: string };
  await inbox.takeMessages();
  const ended = {
    type: "organizationMembership.deleted",
    data: { id, deleted: true, object: "organization_membership" },
  };
  await inbox.attempt({ id: "msg_id_only", body: ended });
  expect(await roleOf(tenant, person.id)).toBeUndefined();
  expect((await inbox.membersOf(tenant))[person.id]).toBeUndefined();
});

test("what is optional may be null, and what is too long is cut", async () => {
  const { organization, person, tenant } = await team("org:member");
  const data = {
    id: "orgmem_nulls",
    role: null,
    organization: { id: organization.id, created_by: null },
    public_user_data: {
      user_id: "user_nulls",
      identifier: null,
      first_name: "n".repeat(5_000),
      last_name: "",
    },
    updated_at: Date.now(),
  };
  await inbox.attempt({ id: "msg_nulls", body: { type: "organizationMembership.created", data } });
  expect(await inbox.membersOf(tenant)).toMatchObject({ user_nulls: `${"n".repeat(256)} viewer` });
  for (const name of [null, "", "  "]) {
    const body = {
      type: "organization.updated",
      data: { id: organization.id, name, updated_at: Date.now() + 1 },
    };
    await inbox.attempt({ id: `msg_name_${String(name)}`, body });
  }
  const user = { id: person.id, email_addresses: [{ id: "e", email_address: null }], updated_at: Date.now() };
  await inbox.attempt({ id: "msg_no_address", body: { type: "user.updated", data: user } });
  expect((await inbox.tenantOf(organization.id)).name).toBe(organization.name);
});

test("an organization without a name becomes a tenant with one", async () => {
  const { creator } = await inbox.newOrganization();
  await inbox.deliver(await inbox.takeMessages());
  const data = {
    id: "org_unnamed",
    name: "",
    slug: "unnamed-x",
    created_by: creator.id,
    updated_at: Date.now(),
  };
  await inbox.attempt({ id: "msg_unnamed", body: { type: "organization.created", data } });
  expect((await inbox.tenantOf("org_unnamed")).name).toBe("unnamed-x");
});

test("an organization that nobody is known to lead is told to staff, and not tried 25 times", async () => {
  const data = {
    id: "org_nobodys",
    name: "Nobody's",
    slug: "nobodys-x",
    created_by: "user_nobody",
    updated_at: 1,
  };
  await inbox.attempt({ id: "msg_nobodys", body: { type: "organization.created", data } });
  const rows = await adminQuery(
    inbox.tier,
    "SELECT processed_at, error FROM control.webhook_events WHERE id = 'msg_nobodys'",
  );
  expect(rows).toEqual([{ processed_at: null, error: expect.stringContaining("Add an owner") }]);
  expect((await inbox.read((tx) => getWebhookEvent(tx, "msg_nobodys")))?.processedAt).toBeNull();
});

test("an organization whose creator is gone is owned by who leads it, not by who is there the longest", async () => {
  const { creator, organization } = await inbox.newOrganization();
  const [member, admin] = [await inbox.newPerson(), await inbox.newPerson()];
  const join = (userId: string, role: "org:member" | "org:admin") =>
    inbox.write((tx) => addMembership(tx, { organizationId: organization.id, userId, role }));
  await join(member.id, "org:member");
  await join(admin.id, "org:admin");
  const messages = await inbox.takeMessages();
  await inbox.write((tx) => removeUser(tx, creator.id));
  await inbox.takeMessages();
  await inbox.deliver(messages.filter(({ body }) => body.type === "organization.created"));
  const members = await inbox.membersOf(await inbox.tenantOf(organization.id));
  expect(members).toEqual({ [admin.id]: `${admin.firstName} owner` });
});

// Threat: an undated message from before ends what staff brought back.
test("what staff restored is not deleted again by a message that nobody dated", async () => {
  const { organization, tenant } = await team();
  await inbox.write((tx) => removeOrganization(tx, organization.id));
  const [deletion] = (await inbox.takeMessages()) as [Message];
  await inbox.deliver([deletion]);
  await restoreTenant(inbox.tier, tenant.id, BY);
  await inbox.deliver([said(deletion, { timestamp: undefined })]);
  expect((await inbox.tenantOf(organization.id)).status).toBe("active");
});

// Threat: two who manage a workspace, or one and the provider's own pages, leave nobody in charge of it.
test("the last owner keeps the role when the provider takes it, and has it there again", async () => {
  const { organization, creator, tenant } = await team();
  const key = { organizationId: organization.id, userId: creator.id };
  await inbox.write((tx) => changeMembership(tx, key, "org:member"));
  await inbox.deliver(await inbox.takeMessages());
  expect(await roleOf(tenant, creator.id)).toBe("owner");
  const told = await inbox.takeMessages();
  expect(told.map(({ body }) => (body.data as { role: string }).role)).toEqual(["org:owner"]);
  await inbox.deliver(told);
  expect((await inbox.membersOf(tenant))[creator.id]).toBe(`${creator.firstName} owner`);
});

// Threat: the end of a membership that is no more puts the only owner out.
test("the last owner who left and joined again stays in, whenever the end of the first time arrives", async () => {
  const { creator, organization } = await inbox.newOrganization();
  const key = { organizationId: organization.id, userId: creator.id };
  await inbox.write((tx) => removeMembership(tx, key));
  await inbox.write((tx) => addMembership(tx, { ...key, role: "org:admin" }));
  const messages = await inbox.takeMessages();
  const [ended, others] = [
    messages.filter(({ body }) => body.type === "organizationMembership.deleted"),
    messages.filter(({ body }) => body.type !== "organizationMembership.deleted").toReversed(),
  ];
  await inbox.deliver(others);
  await inbox.deliver(ended);
  const tenant = await inbox.tenantOf(organization.id);
  expect(await roleOf(tenant, creator.id)).toBe("owner");
  expect(await inbox.membersOf(tenant)).toEqual({ [creator.id]: `${creator.firstName} owner` });
});

test("a cluster that is down holds up no other tenant of the same person", async () => {
  const [broken, sound] = [await team("org:member"), await team("org:member")];
  const { id } = broken.person;
  const key = { organizationId: sound.organization.id, userId: id };
  await inbox.write((tx) => addMembership(tx, { ...key, role: "org:member" }));
  await inbox.deliver(await inbox.takeMessages());
  await adminQuery(
    inbox.tier,
    `ALTER TABLE "${broken.tenant.placement.schema}".members RENAME TO members_away`,
  );
  const body = { type: "user.updated", data: { id, first_name: "Told", updated_at: Date.now() + 1 } };
  await expect(inbox.attempt({ id: "msg_half", body })).rejects.toThrow("could not be told");
  expect((await inbox.membersOf(sound.tenant))[id]).toBe("Told member");
  await adminQuery(
    inbox.tier,
    `ALTER TABLE "${broken.tenant.placement.schema}".members_away RENAME TO members`,
  );
  await inbox.attempt({ id: "msg_half", body });
  expect((await inbox.membersOf(broken.tenant))[id]).toBe("Told member");
});

test("a person whose first message was lost is asked for once, and kept", async () => {
  const { organization, tenant } = await team();
  const person = await inbox.newPerson();
  await inbox.write((tx) =>
    addMembership(tx, { organizationId: organization.id, userId: person.id, role: "org:member" }),
  );
  const messages = await inbox.takeMessages();
  const joined = messages.filter(({ body }) => body.type === "organizationMembership.created");
  await inbox.deliver(joined);
  expect(await inbox.read((tx) => getUserById(tx, person.id))).toMatchObject({ email: person.email });
  expect(Object.keys(await inbox.membersOf(tenant))).toContain(person.id);
});

test("a person who is gone is out of every tenant, whatever the clocks say", async () => {
  const { person, tenant, key } = await team("org:member");
  const later = {
    id: "orgmem_ahead",
    role: "org:member",
    organization: { id: key.organizationId },
    updated_at: Date.now() + 600_000,
  };
  await inbox.attempt({
    id: "msg_ahead",
    body: {
      type: "organizationMembership.updated",
      data: { ...later, public_user_data: { user_id: person.id } },
    },
  });
  await inbox.write((tx) => removeUser(tx, person.id));
  await inbox.deliver(await inbox.takeMessages());
  expect(await roleOf(tenant, person.id)).toBeUndefined();
  expect((await inbox.membersOf(tenant))[person.id]).toBeUndefined();
});
