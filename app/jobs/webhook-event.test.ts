import { afterAll, beforeAll, expect, test, vi } from "vitest";
import { listLocalMemberships } from "#app/db.local.server.ts";
import { createSession, getSession, getUserById } from "#app/db.people.server.ts";
import {
  getTenantByOrganization,
  getWebhookEvent,
  hasTombstone,
  listWorkspaceAudit,
  renameTenant,
  restoreTenant,
  type Tenant,
} from "#app/db.server.ts";
import { entitlementsOf } from "#app/db.shared.ts";
import {
  addMembership,
  addOrganization,
  changeMembership,
  changeOrganization,
  changeUser,
  removeMembership,
  removeOrganization,
  removeUser,
} from "#app/identity/providers/local/changes.ts";
import { endProviderSession } from "#app/identity/sign-out.server.ts";
import { type Inbox, type Message, openInbox } from "./testing/inbox.ts";

// The stand-in's own deliveries go nowhere in this test: it delivers as it likes.
vi.hoisted(() => {
  process.env.PORT = "1";
});

let inbox: Inbox;
let tier: Inbox["tier"];
beforeAll(async () => {
  inbox = await openInbox();
  tier = inbox.tier;
});
afterAll(() => inbox.close());

const read: Inbox["read"] = (work) => inbox.read(work);
const write: Inbox["write"] = (work) => inbox.write(work);
const takeMessages = () => inbox.takeMessages();
const deliver = (messages: Message[]) => inbox.deliver(messages);
const newPerson = () => inbox.newPerson();
const newOrganization: Inbox["newOrganization"] = (plan) => inbox.newOrganization(plan);
const tenantOf = (organizationId: string) => inbox.tenantOf(organizationId);
const membersOf = (tenant: Tenant) => inbox.membersOf(tenant);

/** The provider has forgotten the organization; what it says of it is made by hand. */
const membershipMessage = (
  organizationId: string,
  { id, email }: { id: string; email: string },
): Message => ({
  id: `msg_joined_${id}`,
  body: {
    type: "organizationMembership.created",
    timestamp: Date.now(),
    data: {
      id: `orgmem_${id}`,
      role: "org:member",
      organization: { id: organizationId },
      public_user_data: { user_id: id, identifier: email },
      updated_at: Date.now(),
    },
  },
});
test("a new organization becomes a tenant with its creator as owner, in the place its plan says", async () => {
  const [standard, enterprise] = [await newOrganization(), await newOrganization("enterprise")];
  await deliver(await takeMessages());
  const tenants = [await tenantOf(standard.organization.id), await tenantOf(enterprise.organization.id)];
  expect(tenants.map(({ status, plan, placement }) => [status, plan, placement.kind])).toEqual([
    ["active", "standard", "schema"],
    ["active", "enterprise", "database"],
  ]);
  const { id, firstName } = enterprise.creator;
  expect(await membersOf(tenants[1] as Tenant)).toEqual({ [id]: `${firstName} owner` });
});

// Threat: the provider's own pages make organizations without end, and each becomes a schema or a database
// here.
test("an organization whose creator may own no further workspace is taken back at the provider, and has no tenant", async () => {
  const { creator, organization } = await newOrganization("enterprise");
  for (let n = 1; n < entitlementsOf("enterprise").maxOwned; n++) {
    const slug = `more-${n}-x`;
    const privateMetadata = { plan: "enterprise" };
    await write((tx) => addOrganization(tx, { slug, name: slug, createdBy: creator.id, privateMetadata }));
  }
  await deliver(await takeMessages());
  expect((await tenantOf(organization.id)).status).toBe("active");

  const beyond = await write((tx) =>
    addOrganization(tx, {
      slug: "beyond-x",
      name: "Beyond",
      createdBy: creator.id,
      privateMetadata: { plan: "enterprise" },
    }),
  );
  const told = (await takeMessages()).filter(({ body }) => body.type === "organization.created");
  await deliver(told);
  await deliver(await takeMessages());
  expect(await tenantOf(beyond.id)).toBeUndefined();
  expect(await read((tx) => hasTombstone(tx, "organization", beyond.id))).toBe(true);
});

/** Small, seeded, good enough to shuffle with. */
const random = (seed: number) => () => {
  seed = (seed * 1_103_515_245 + 12_345) % 2_147_483_648;
  return seed / 2_147_483_648;
};
const shuffled = <T>(items: T[], next: () => number): T[] =>
  items
    .map((item) => ({ item, at: next() }))
    .sort((a, b) => a.at - b.at)
    .map(({ item }) => item);

const ROLES = ["org:owner", "org:admin", "org:member", "org:viewer"] as const;

// Threat: messages come late, twice, or in another order, and somebody keeps rights that were taken from
// them.
test.each(Array.from({ length: 8 }, (_, seed) => seed + 1))(
  "history %i, shuffled and doubled, ends as the provider says",
  async (seed) => {
    const next = random(seed);
    const { organization } = await newOrganization();
    const organizationId = organization.id;
    const others = await Promise.all(Array.from({ length: 4 }, newPerson));
    for (let step = 0; step < 16; step++) {
      const userId = (others[Math.floor(next() * others.length)] as (typeof others)[0]).id;
      const role = ROLES[Math.floor(next() * ROLES.length)] as (typeof ROLES)[number];
      const key = { organizationId, userId };
      const change = Math.floor(next() * 6);
      await write(async (tx): Promise<unknown> => {
        if (change === 0) return changeUser(tx, userId, { firstName: `S${step}` });
        if (change === 1) return changeOrganization(tx, organizationId, { name: `Name ${step}` });
        if (change === 2) return removeMembership(tx, key);
        if (change === 3 && step > 11) return removeUser(tx, userId);
        return (await changeMembership(tx, key, role)) ?? addMembership(tx, { ...key, role });
      }).catch(() => undefined);
    }
    const messages = await takeMessages();
    await deliver(shuffled([...messages, ...messages.filter(() => next() < 0.5)], next));

    const tenant = await tenantOf(organizationId);
    const expected = await read(async (tx) => {
      const rows = await listLocalMemberships(tx, { organizationId });
      const entries = rows.map(async ({ userId, role }) => {
        const user = await getUserById(tx, userId);
        return [userId, `${user?.firstName} ${role.slice("org:".length)}`] as const;
      });
      return Object.fromEntries(await Promise.all(entries));
    });
    expect(await membersOf(tenant)).toEqual(expected);
    const renamed = messages.findLast(({ body }) => body.type === "organization.updated");
    expect(tenant.name).toBe((renamed?.body.data as { name: string } | undefined)?.name ?? organization.name);
  },
);

// Threat: a deleted organization's tenant keeps serving, or a late message makes it again.
test("a deleted organization's tenant is deleted, and nothing that comes late revives it", async () => {
  const { organization } = await newOrganization();
  await deliver(await takeMessages());
  await write((tx) => changeOrganization(tx, organization.id, { name: "Late" }));
  await write((tx) => removeOrganization(tx, organization.id));
  const [late, deleted] = (await takeMessages()) as [Message, Message];
  await deliver([deleted, late]);
  expect(await tenantOf(organization.id)).toMatchObject({ status: "deleted", name: organization.name });
});

test("what staff restored is not deleted again by a message from before, and its members come in again", async () => {
  const { organization } = await newOrganization();
  await deliver(await takeMessages());
  await write((tx) => removeOrganization(tx, organization.id));
  const [deletion] = (await takeMessages()) as [Message];
  await deliver([deletion]);
  const tenant = await tenantOf(organization.id);
  expect(tenant.status).toBe("deleted");
  await restoreTenant(tier, tenant.id, { actor: { kind: "staff" } });
  // Sent once more by the provider, and replayed by staff.
  await deliver([{ ...deletion, id: `${deletion.id}-again` }]);
  expect((await tenantOf(organization.id)).status).toBe("active");
  const newcomer = await newPerson();
  await deliver(await takeMessages());
  await deliver([membershipMessage(organization.id, newcomer)]);
  expect(Object.keys(await membersOf(await tenantOf(organization.id)))).toContain(newcomer.id);
  // What is said after it counts.
  const body = { ...deletion.body, timestamp: Date.now() + 60_000 };
  await deliver([{ id: `${deletion.id}-later`, body }]);
  expect((await tenantOf(organization.id)).status).toBe("deleted");
});

test("a name that staff gave is not taken back by a message from before", async () => {
  const { organization } = await newOrganization();
  await write((tx) => changeOrganization(tx, organization.id, { name: "From before" }));
  const messages = await takeMessages();
  await deliver(messages);
  const { id } = await tenantOf(organization.id);
  await renameTenant(tier, id, { name: "By staff", actor: { kind: "staff" } });
  await deliver(messages.map((message) => ({ ...message, id: `${message.id}-again` })));
  expect((await tenantOf(organization.id)).name).toBe("By staff");
});

test("an organization that was deleted before we heard of it never becomes a tenant", async () => {
  const { organization } = await newOrganization();
  await write((tx) => removeOrganization(tx, organization.id));
  await deliver((await takeMessages()).reverse());
  expect(await read((tx) => getTenantByOrganization(tx, organization.id))).toBeUndefined();
});

// Threat: somebody who was thrown out, or deleted, goes on in the session they have.
test("what the provider alone changes of who is in is told to the owners, each change once", async () => {
  const { organization, creator } = await newOrganization();
  const [member, gone] = [await newPerson(), await newPerson()];
  const joins = (userId: string, role: "org:member" | "org:viewer") =>
    write((tx) => addMembership(tx, { organizationId: organization.id, userId, role }));
  await joins(member.id, "org:member");
  await joins(gone.id, "org:viewer");
  const deliverTwice = async () => {
    const messages = await takeMessages();
    await deliver([...messages, ...messages.map((one) => ({ ...one, id: `${one.id}_again` }))]);
  };
  await deliverTwice();
  const key = { organizationId: organization.id, userId: member.id };
  await write((tx) => changeMembership(tx, key, "org:admin"));
  await deliverTwice();
  await write((tx) => removeMembership(tx, key));
  await write((tx) => removeUser(tx, gone.id));
  await deliverTwice();
  const tenant = await tenantOf(organization.id);
  const { items } = await read((tx) => listWorkspaceAudit(tx, tenant.id, { group: "members" }));
  const roles = await read((tx) => listWorkspaceAudit(tx, tenant.id, { group: "roles" }));
  const told = [...items, ...roles.items].filter(({ detail }) => detail.userId !== creator.id);
  const [one, other] = [member.id, gone.id];
  expect(
    told.map(({ action, by, detail }) => `${by} ${action} ${JSON.stringify(detail)}`).toSorted(),
  ).toEqual(
    [
      `system member.join ${JSON.stringify({ role: "member", userId: one })}`,
      `system member.join ${JSON.stringify({ role: "viewer", userId: other })}`,
      `system member.role ${JSON.stringify({ to: "admin", from: "member", userId: one })}`,
      `system member.end ${JSON.stringify({ userId: one })}`,
      `system member.end ${JSON.stringify({ userId: other })}`,
    ].toSorted(),
  );
});

test("losing the membership, other rights, or the account ends the sessions at once", async () => {
  const { organization } = await newOrganization();
  await deliver(await takeMessages());
  const tenant = await tenantOf(organization.id);
  const join = async () => {
    const { id } = await newPerson();
    await write((tx) =>
      addMembership(tx, { organizationId: organization.id, userId: id, role: "org:member" }),
    );
    const key = { idHash: `hash-${id}`, tenantId: tenant.id, hostname: "h" };
    await write((tx) =>
      createSession(tx, { ...key, userId: id, sourceSessionId: `sess-${id}`, userAgent: null }),
    );
    return { userId: id, key };
  };
  const [out, demoted, gone, kept] = [await join(), await join(), await join(), await join()];
  await deliver(await takeMessages());
  const where = { organizationId: organization.id };
  await write((tx) => removeMembership(tx, { ...where, userId: out.userId }));
  await write((tx) => changeMembership(tx, { ...where, userId: demoted.userId }, "org:viewer"));
  await write((tx) => removeUser(tx, gone.userId));
  await deliver(await takeMessages());
  const alive = await Promise.all(
    [out, demoted, gone, kept].map(async ({ key }) => Boolean(await read((tx) => getSession(tx, key)))),
  );
  expect(alive).toEqual([false, false, false, true]);
  expect(await read((tx) => getUserById(tx, gone.userId))).toBeUndefined();
});

test("signing out ends the provider's session and what came from it, and the provider's message changes nothing", async () => {
  const { organization, creator } = await newOrganization();
  await deliver(await takeMessages());
  const key = { idHash: "hash-out", tenantId: (await tenantOf(organization.id)).id, hostname: "h" };
  const { createLocalSession } = await import("#app/db.local.server.ts");
  const { id: sourceSessionId } = await write((tx) => createLocalSession(tx, creator.id));
  await write((tx) => createSession(tx, { ...key, userId: creator.id, sourceSessionId, userAgent: null }));
  await endProviderSession(tier, sourceSessionId);
  expect(await read((tx) => getSession(tx, key))).toBeUndefined();
  const [message] = (await takeMessages()) as [Message];
  expect(message.body.type).toBe("session.revoked");
  await deliver([message]);
});

test("a message of a kind that we do not handle is kept, and marked as done", async () => {
  await deliver([{ id: "msg_email", body: { type: "email.created", data: { id: "ema_1" } } }]);
  expect((await read((tx) => getWebhookEvent(tx, "msg_email")))?.processedAt).toBeInstanceOf(Date);
});
