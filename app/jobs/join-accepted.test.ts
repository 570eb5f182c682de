// Threat: somebody is let in, and stands half in after a kill, or in though the provider refused.
import { afterAll, beforeAll, expect, test, vi } from "vitest";
import { listLocalMemberships } from "#app/db.local.server.ts";
import {
  acceptJoinRequest,
  askToJoin,
  endMembership,
  getMembershipRole,
  listJoinRequests,
  undoAcceptance,
} from "#app/db.people.server.ts";
import { acceptRequest } from "#app/identity/join.server.ts";
import { addMembership, removeMembership } from "#app/identity/providers/local/changes.ts";
import { adminQuery } from "#db/testing/query.ts";
import { joinAccepted } from "./join-accepted.ts";
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

async function asking(plan: "standard" | "enterprise" = "standard") {
  const { creator, organization } = await inbox.newOrganization(plan);
  const person = await inbox.newPerson();
  await inbox.deliver(await inbox.takeMessages());
  const tenant = await inbox.tenantOf(organization.id);
  const actor = { kind: "member" as const, id: person.id };
  await inbox.write((tx) => askToJoin(tx, { person, slug: tenant.slug, actor }));
  const waiting = () => inbox.read((tx) => listJoinRequests(tx, tenant.id, { limit: 10 }));
  const [request] = await waiting();
  const by = { userId: creator.id, actor: { kind: "member" as const, id: creator.id }, may: () => true };
  const acceptance = { id: request?.id ?? "", role: "member" as const, by };
  const there = async () => {
    const found = await inbox.read((tx) =>
      listLocalMemberships(tx, { organizationId: organization.id, userId: [person.id] }),
    );
    return found.map(({ role }) => role);
  };
  const here = () => inbox.read((tx) => getMembershipRole(tx, { tenantId: tenant.id, userId: person.id }));
  return { tenant, organizationId: organization.id, person, acceptance, waiting, there, here };
}

test.each(["standard", "enterprise"] as const)(
  "on the %s plan who is let in is in everywhere, and stays that when the provider tells of it",
  async (plan) => {
    const { tenant, person, acceptance, there, here } = await asking(plan);
    expect(await acceptRequest(inbox.tier, tenant, acceptance)).toBe(true);
    expect(await there()).toEqual(["org:member"]);
    await joinAccepted(inbox.tier, { requestId: acceptance.id });
    await inbox.deliver(await inbox.takeMessages());
    expect([await here(), await there()]).toEqual(["member", ["org:member"]]);
    expect((await inbox.membersOf(tenant))[person.id]).toBe(`${person.firstName} member`);
  },
);

test("who is let in is in everywhere, though the process that let them in ended", async () => {
  const { tenant, person, acceptance, there, here } = await asking();
  await inbox.write((tx) => acceptJoinRequest(tx, { tenantId: tenant.id, ...acceptance }));
  expect([await here(), await there()]).toEqual(["member", []]);
  await joinAccepted(inbox.tier, { requestId: acceptance.id });
  expect(await there()).toEqual(["org:member"]);
  await inbox.deliver(await inbox.takeMessages());
  expect(await here()).toBe("member");
  expect((await inbox.membersOf(tenant))[person.id]).toBe(`${person.firstName} member`);
});

test("what was taken back is done by no job, and the request waits again", async () => {
  const { tenant, acceptance, waiting, there, here } = await asking();
  const made = await inbox.write((tx) => acceptJoinRequest(tx, { tenantId: tenant.id, ...acceptance }));
  if (made) await inbox.write((tx) => undoAcceptance(tx, made));
  await joinAccepted(inbox.tier, { requestId: acceptance.id });
  expect([await here(), await there()]).toEqual([undefined, []]);
  expect(await waiting()).toHaveLength(1);
});

test("where the provider fails nobody is let in, and the request waits again", async () => {
  const { tenant, acceptance, waiting, there, here } = await asking();
  await adminQuery(inbox.tier, "ALTER TABLE local_identity.memberships RENAME TO away");
  await expect(acceptRequest(inbox.tier, tenant, acceptance)).rejects.toMatchObject({ status: 503 });
  await adminQuery(inbox.tier, "ALTER TABLE local_identity.away RENAME TO memberships");
  expect(await waiting()).toHaveLength(1);
  await joinAccepted(inbox.tier, { requestId: acceptance.id });
  expect([await here(), await there()]).toEqual([undefined, []]);
});

// Threat: the job is faster than the provider's refusal, and the tenant's own table keeps who was not let in.
test("a refusal takes back in the tenant too what the job has told it meanwhile", async () => {
  const { tenant, person, acceptance, there, here } = await asking();
  await adminQuery(inbox.tier, "ALTER TABLE local_identity.memberships RENAME TO away");
  const made = await inbox.write((tx) => acceptJoinRequest(tx, { tenantId: tenant.id, ...acceptance }));
  await expect(joinAccepted(inbox.tier, { requestId: acceptance.id })).rejects.toMatchObject({ status: 503 });
  expect(await inbox.membersOf(tenant)).toHaveProperty(person.id);
  if (made) await inbox.write((tx) => undoAcceptance(tx, made));
  await expect(acceptRequest(inbox.tier, tenant, acceptance)).rejects.toMatchObject({ status: 503 });
  await adminQuery(inbox.tier, "ALTER TABLE local_identity.away RENAME TO memberships");
  expect([await here(), await there()]).toEqual([undefined, []]);
  expect(await inbox.membersOf(tenant)).not.toHaveProperty(person.id);
});

// Threat: the provider has let somebody in, its answer is lost, and its message counts for nothing.
test("who is in at the provider though its answer was lost comes in with its message", async () => {
  const { tenant, acceptance, there, here, organizationId, person } = await asking();
  const made = await inbox.write((tx) => acceptJoinRequest(tx, { tenantId: tenant.id, ...acceptance }));
  const key = { organizationId, userId: person.id };
  await inbox.write((tx) => addMembership(tx, { ...key, role: "org:member" }));
  if (made) await inbox.write((tx) => undoAcceptance(tx, made));
  expect(await here()).toBeUndefined();
  await inbox.deliver(await inbox.takeMessages());
  expect([await here(), await there()]).toEqual(["member", ["org:member"]]);
});

test("who was in at the provider before is let in all the same", async () => {
  const { tenant, acceptance, here, organizationId, person } = await asking();
  await inbox.write((tx) => addMembership(tx, { organizationId, userId: person.id, role: "org:member" }));
  expect(await acceptRequest(inbox.tier, tenant, acceptance)).toBe(true);
  expect(await here()).toBe("member");
});

// Threat: the late end of what was before puts out who was just let in again.
test("who was removed and is let in again stays in, however late the end of the first time is told", async () => {
  const { tenant, acceptance, here, waiting, organizationId, person } = await asking();
  const key = { organizationId, userId: person.id };
  await inbox.write((tx) => addMembership(tx, { ...key, role: "org:member" }));
  await inbox.deliver(await inbox.takeMessages());
  await inbox.write((tx) => removeMembership(tx, key));
  const late = await inbox.takeMessages();
  await inbox.write((tx) =>
    endMembership(tx, { deletedAt: new Date(), key: { tenantId: tenant.id, userId: person.id } }),
  );
  expect(await waiting()).toHaveLength(1);
  await inbox.write((tx) => acceptJoinRequest(tx, { tenantId: tenant.id, ...acceptance }));
  await inbox.deliver(late);
  expect(await here()).toBe("member");
});

// Threat: a job that is tried again brings back who was removed at the provider since.
test("a job that is late does not overrule what the provider has told since", async () => {
  const { tenant, acceptance, here, there, organizationId, person } = await asking();
  await acceptRequest(inbox.tier, tenant, acceptance);
  await inbox.deliver(await inbox.takeMessages());
  await inbox.write((tx) => removeMembership(tx, { organizationId, userId: person.id }));
  await joinAccepted(inbox.tier, { requestId: acceptance.id });
  expect(await there()).toEqual([]);
  await inbox.deliver(await inbox.takeMessages());
  expect(await here()).toBeUndefined();
});
