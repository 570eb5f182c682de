// Threat: two accounts of one person become one, and what they made is a stranger's, or nobody's.
import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, describe, expect, test, vi } from "vitest";
import { listLocalMemberships } from "#app/db.local.server.ts";
import { createSession, getMembershipRole, getSession, mergeUsers } from "#app/db.people.server.ts";
import { listAudit, resumeTenant, suspendTenant, type Tenant } from "#app/db.server.ts";
import { createProject, getProject, listActivity } from "#app/db.tenant.server.ts";
import { addMembership, removeMembership, removeUser } from "#app/identity/providers/local/changes.ts";
import { mergePeople } from "#app/identity/providers/local/testing/merge-people.ts";
import { adminQuery } from "#db/testing/query.ts";
import { runDueJobs } from "#db/testing/run-due-jobs.ts";
import { type Inbox, openInbox } from "./testing/inbox.ts";
import { tasksOf } from "./worker.ts";

// The stand-in's own deliveries go nowhere in this test: it delivers as it likes.
vi.hoisted(() => {
  process.env.PORT = "1";
});

let inbox: Inbox;
beforeAll(async () => {
  inbox = await openInbox();
});
afterAll(() => inbox.close());

const runJobs = () => runDueJobs(inbox.tier, tasksOf(inbox.tier));
const deliver = async () => inbox.deliver(await inbox.takeMessages());
const roleOf = (tenant: Tenant, userId: string) =>
  inbox.read((tx) => getMembershipRole(tx, { tenantId: tenant.id, userId }));
const dbOf = (tenant: Tenant) => inbox.tier.tenantRouter.connect(tenant);
const projectOf = (tenant: Tenant, by: string) =>
  dbOf(tenant).write((tx) =>
    createProject(
      tx,
      { id: by },
      { name: "Plan", description: "", status: "active", isPublic: false, categoryIds: [] },
    ),
  );
const ownerOf = async (tenant: Tenant, id: string) =>
  (await dbOf(tenant).read((tx) => getProject(tx, { all: true }, id)))?.createdBy;
/** Who is said to have done what was done. */
const actorsIn = async (tenant: Tenant) => {
  const rows = await dbOf(tenant).read((tx) => listActivity(tx, { all: true }, { limit: 10 }));
  return rows.map(({ actorId, actorName }) => [actorId, actorName]);
};
const merged = (from: string, into: string) => ({
  id: `msg_${randomUUID()}`,
  body: {
    type: "user.merged",
    object: "event",
    timestamp: Date.now(),
    data: { object: "user", from_user_id: from, into_user_id: into },
  },
});

describe.each(["standard", "enterprise"] as const)("on the %s plan", (plan) => {
  /** A tenant with a member who has made a project, and somebody who is in none. */
  async function authored() {
    const { creator, organization } = await inbox.newOrganization(plan);
    const [old, now] = [await inbox.newPerson(), await inbox.newPerson()];
    const there = { organizationId: organization.id, userId: old.id };
    await inbox.write((tx) => addMembership(tx, { ...there, role: "org:admin" }));
    await deliver();
    await runJobs();
    const tenant = await inbox.tenantOf(organization.id);
    const project = await projectOf(tenant, old.id);
    return { creator, organization, tenant, old, now, project };
  }

  test("memberships, projects and what was done are the survivor's, and the other is signed out for good", async () => {
    const { tenant, organization, old, now, project } = await authored();
    const key = { idHash: randomUUID(), tenantId: tenant.id, hostname: `${tenant.slug}.app.localhost` };
    const session = { ...key, userId: old.id, sourceSessionId: randomUUID(), userAgent: null };
    await inbox.write((tx) => createSession(tx, session));
    await inbox.write((tx) => mergePeople(tx, { from: old.id, into: now.id }));
    await deliver();
    await runJobs();
    expect([await roleOf(tenant, now.id), await roleOf(tenant, old.id)]).toEqual(["admin", undefined]);
    expect(await inbox.membersOf(tenant)).toMatchObject({ [now.id]: `${now.firstName} admin` });
    expect(await inbox.membersOf(tenant)).not.toHaveProperty(old.id);
    expect(await ownerOf(tenant, project.id)).toBe(now.id);
    expect(await actorsIn(tenant)).toEqual([[now.id, `${now.firstName} ${now.lastName}`]]);
    expect(await inbox.read((tx) => getSession(tx, key))).toBeUndefined();
    const rows = await inbox.read((tx) =>
      listLocalMemberships(tx, { organizationId: organization.id, userId: now.id }),
    );
    expect(rows.map(({ role }) => role)).toEqual(["org:admin"]);
    await deliver();
    await runJobs();
    expect(await roleOf(tenant, now.id)).toBe("admin");
  });

  test("who was in by both is in once, in the higher role of the two, at the provider too", async () => {
    const { tenant, organization, old, now } = await authored();
    const there = { organizationId: organization.id, userId: now.id };
    await inbox.write((tx) => addMembership(tx, { ...there, role: "org:viewer" }));
    await deliver();
    await inbox.deliver([merged(old.id, now.id)]);
    await runJobs();
    await deliver();
    expect(await inbox.membersOf(tenant)).toMatchObject({ [now.id]: `${now.firstName} admin` });
    const rows = await inbox.read((tx) => listLocalMemberships(tx, there));
    expect(rows.map(({ userId, role }) => [userId, role])).toEqual([[now.id, "org:admin"]]);
    const left = await inbox.read((tx) => listLocalMemberships(tx, { ...there, userId: old.id }));
    expect(left).toEqual([]);
  });

  test("the last owner is followed by the survivor: there is never none", async () => {
    const { tenant, creator, now } = await authored();
    await inbox.deliver([merged(creator.id, now.id)]);
    expect([await roleOf(tenant, now.id), await roleOf(tenant, creator.id)]).toEqual(["owner", undefined]);
    await runJobs();
    expect(await inbox.membersOf(tenant)).toMatchObject({ [now.id]: `${now.firstName} owner` });
    const { items } = await inbox.read((tx) =>
      listAudit(tx, { tenantId: tenant.id, action: "member.merge" }),
    );
    expect(items).toMatchObject([{ detail: { userId: now.id, from: creator.id, role: "owner" } }]);
  });

  // Threat: the end of the other account is told first, and takes with it what was to be handed over.
  test("told of after the end of the other account, it is as if it had been told before", async () => {
    const { tenant, old, now, project } = await authored();
    await inbox.write((tx) => removeUser(tx, old.id));
    await deliver();
    expect(await roleOf(tenant, old.id)).toBeUndefined();
    await inbox.deliver([merged(old.id, now.id)]);
    await runJobs();
    expect(await roleOf(tenant, now.id)).toBe("admin");
    expect(await ownerOf(tenant, project.id)).toBe(now.id);
  });

  test("who had left a workspace before is not brought back into it, and what they made there is theirs", async () => {
    const { tenant, organization, old, now, project } = await authored();
    await inbox.write((tx) => removeMembership(tx, { organizationId: organization.id, userId: old.id }));
    await deliver();
    await inbox.deliver([merged(old.id, now.id)]);
    await runJobs();
    expect(await roleOf(tenant, now.id)).toBeUndefined();
    expect(await inbox.membersOf(tenant)).not.toHaveProperty(now.id);
    expect(await ownerOf(tenant, project.id)).toBe(now.id);
  });

  test.each(["in order", "the later one first"])(
    "of three who are one the last has everything, %s",
    async (order) => {
      const { tenant, old, now: second, project } = await authored();
      const third = await inbox.newPerson();
      await deliver();
      const [first, then] = [merged(old.id, second.id), merged(second.id, third.id)];
      for (const message of order === "in order" ? [first, then] : [then, first])
        await inbox.deliver([message]);
      await runJobs();
      expect(await roleOf(tenant, third.id)).toBe("admin");
      expect(await roleOf(tenant, second.id)).toBeUndefined();
      expect(await ownerOf(tenant, project.id)).toBe(third.id);
      expect((await actorsIn(tenant)).map(([id]) => id)).toEqual([third.id]);
    },
  );
});

// Threat: an admin who was kept out has a second account, and is an admin again by its being made one.
test.each([
  { of: "the one who goes", kept: "old" as const, comes: "viewer" },
  { of: "nobody", kept: undefined, comes: "admin" },
])("the role of who is kept out does not come back: $of, the survivor is $comes", async (at) => {
  const { organization } = await inbox.newOrganization();
  const people = { old: await inbox.newPerson(), now: await inbox.newPerson() };
  const roles = { old: "org:admin", now: "org:viewer" } as const;
  for (const who of ["old", "now"] as const) {
    const membership = { organizationId: organization.id, userId: people[who].id };
    await inbox.write((tx) => addMembership(tx, { ...membership, role: roles[who] }));
  }
  await deliver();
  const tenant = await inbox.tenantOf(organization.id);
  if (at.kept) await keepOut(tenant, people[at.kept].id);
  await inbox.deliver([merged(people.old.id, people.now.id)]);
  expect(await roleOf(tenant, people.now.id)).toBe(at.comes);
});

test("where the two own the workspace alone, the owner's role stays though that one was kept out", async () => {
  const { organization, creator } = await inbox.newOrganization();
  const now = await inbox.newPerson();
  const there = { organizationId: organization.id, userId: now.id };
  await inbox.write((tx) => addMembership(tx, { ...there, role: "org:viewer" }));
  await deliver();
  const tenant = await inbox.tenantOf(organization.id);
  await keepOut(tenant, creator.id);
  await inbox.deliver([merged(creator.id, now.id)]);
  expect(await roleOf(tenant, now.id)).toBe("owner");
});

const keepOut = ({ id }: Tenant, userId: string) =>
  adminQuery(
    inbox.tier,
    "UPDATE control.memberships SET deactivated_at = now() WHERE tenant_id = $1 AND user_id = $2",
    [id, userId],
  );

test("nobody is merged into who is gone by then: it is done again, with who they are now", async () => {
  const { organization, creator } = await inbox.newOrganization();
  const [now, third] = [await inbox.newPerson(), await inbox.newPerson()];
  await deliver();
  const tenant = await inbox.tenantOf(organization.id);
  await inbox.deliver([merged(now.id, third.id)]);
  const by = { actor: { kind: "system" as const }, mergedAt: new Date() };
  const late = inbox.write((tx) => mergeUsers(tx, { from: creator.id, into: now.id }, by));
  await expect(late).rejects.toMatchObject({ name: "SurvivorGone" });
  expect(await roleOf(tenant, creator.id)).toBe("owner");
  await inbox.deliver([merged(creator.id, now.id)]);
  expect(await roleOf(tenant, third.id)).toBe("owner");
});

test("a workspace out of reach holds up no other, and follows when it can be reached", async () => {
  const { organization: one } = await inbox.newOrganization();
  const { organization: two } = await inbox.newOrganization();
  const [old, now] = [await inbox.newPerson(), await inbox.newPerson()];
  for (const { id: organizationId } of [one, two])
    await inbox.write((tx) => addMembership(tx, { organizationId, userId: old.id, role: "org:member" }));
  await deliver();
  const tenants = [await inbox.tenantOf(one.id), await inbox.tenantOf(two.id)] as const;
  const made = [await projectOf(tenants[0], old.id), await projectOf(tenants[1], old.id)] as const;
  const { schema } = tenants[0].placement;
  await adminQuery(inbox.tier, `ALTER SCHEMA "${schema}" RENAME TO away`);
  await inbox.deliver([merged(old.id, now.id)]);
  await runJobs();
  expect(await ownerOf(tenants[1], made[1].id)).toBe(now.id);
  await adminQuery(inbox.tier, `ALTER SCHEMA away RENAME TO "${schema}"`);
  await adminQuery(inbox.tier, "UPDATE graphile_worker._private_jobs SET run_at = now()");
  await runJobs();
  expect(await ownerOf(tenants[0], made[0].id)).toBe(now.id);
});

test("a suspended workspace follows when it serves again", async () => {
  const { organization, creator } = await inbox.newOrganization();
  const now = await inbox.newPerson();
  await deliver();
  const tenant = await inbox.tenantOf(organization.id);
  const project = await projectOf(tenant, creator.id);
  await suspendTenant(inbox.tier, tenant.id, { actor: { kind: "staff" } });
  await inbox.deliver([merged(creator.id, now.id)]);
  await runJobs();
  expect(await roleOf(tenant, now.id)).toBe("owner");
  await resumeTenant(inbox.tier, tenant.id, { actor: { kind: "staff" } });
  await runJobs();
  expect(await ownerOf(await inbox.tenantOf(organization.id), project.id)).toBe(now.id);
});

test("a survivor whom nobody knows is for staff to find, and nobody loses anything", async () => {
  const { organization, creator } = await inbox.newOrganization();
  await deliver();
  const message = merged(creator.id, "user_nobody");
  await inbox.deliver([message]);
  const [event] = await adminQuery<{ error: string }>(
    inbox.tier,
    "SELECT error FROM control.webhook_events WHERE id = $1",
    [message.id],
  );
  expect(event?.error).toContain("tenantry identity merge");
  expect(await roleOf(await inbox.tenantOf(organization.id), creator.id)).toBe("owner");
});

test.each([{ from: "user_1", into: "user_1" }, { from: "", into: "user_1" }, { into: { id: "user_1" } }])(
  "a message that names no two people, %j, moves nothing and is not passed over",
  async (data) => {
    const message = { id: `msg_${randomUUID()}`, body: { type: "user.merged", data } };
    await expect(inbox.attempt(message)).rejects.toThrow();
  },
);

test("a message may name the two as objects, with whatever else", async () => {
  const { organization, creator } = await inbox.newOrganization();
  const now = await inbox.newPerson();
  await deliver();
  const data = { id: "merge_1", from: { id: creator.id, object: "user" }, into: { id: now.id }, why: null };
  await inbox.deliver([{ id: `msg_${randomUUID()}`, body: { type: "user.merged", data } }]);
  expect(await roleOf(await inbox.tenantOf(organization.id), now.id)).toBe("owner");
});
