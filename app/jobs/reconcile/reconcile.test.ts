/** What no message told is repaired from the provider's lists; nothing is taken for lost that is there. */
import { afterAll, afterEach, beforeAll, describe, expect, test, vi } from "vitest";
import { getLocalOrganization } from "#app/db.local.server.ts";
import {
  acceptJoinRequest,
  askToJoin,
  getInvitation,
  getMembershipRole,
  getUserById,
  listJoinRequests,
} from "#app/db.people.server.ts";
import {
  deleteTenant,
  enqueue,
  listAudit,
  provisionTenant,
  type ReconcileReport,
  restoreTenant,
  type Tenant,
} from "#app/db.server.ts";
import {
  addMembership,
  addOrganization,
  addUser,
  changeMembership,
  changeOrganization,
  changeUser,
  endSession,
  removeMembership,
  removeOrganization,
  removeUser,
} from "#app/identity/providers/local/changes.ts";
import { addInvitation, revokeInvitation } from "#app/identity/providers/local/invitation-changes.ts";
import { standBetween } from "#app/identity/providers/local/testing/provider-proxy.ts";
import { entitlementsOf } from "#db/control/entitlements.ts";
import { changeMembership as changeHere } from "#db/control/member-changes.ts";
import { createSession } from "#db/control/sessions.ts";
import { createLocalSession } from "#db/local-identity/sessions.ts";
import { adminQuery } from "#db/testing/query.ts";
import { runDueJobs } from "#db/testing/run-due-jobs.ts";
import { type Inbox, openInbox } from "../testing/inbox.ts";
import { tasksOf } from "../worker.ts";
import { RECONCILE_JOB } from "./job.ts";
import { REMOVED_AT_MOST, reconcileIdentity } from "./reconcile.ts";

// The stand-in's own deliveries go nowhere in this test: they are the lost ones.
vi.hoisted(() => {
  process.env.PORT = "1";
});

const BY = { actor: { kind: "staff" } } as const;
let inbox: Inbox;
let between: Awaited<ReturnType<typeof standBetween>>;
beforeAll(async () => {
  inbox = await openInbox();
  between = await standBetween();
});
afterEach(() => between.do());
afterAll(async () => {
  await between.stop();
  await inbox.close();
});

const reconcile = (options: Parameters<typeof reconcileIdentity>[1] = {}) =>
  reconcileIdentity(inbox.tier, { pauseMs: 0, ...options });
const lines = ({ lines }: ReconcileReport) =>
  lines.map(({ object, change, id }) => `${object} ${change} ${id}`);
const roleOf = (tenant: Tenant, userId: string) =>
  inbox.read((tx) => getMembershipRole(tx, { tenantId: tenant.id, userId }));

/** Answers the jobs of this kind that are left to be tried again. */
async function atNight() {
  await inbox.write((tx) => enqueue(tx, { name: RECONCILE_JOB, payload: {} }));
  await runDueJobs(inbox.tier, { [RECONCILE_JOB]: tasksOf(inbox.tier)[RECONCILE_JOB] });
  const text = "SELECT task_identifier FROM graphile_worker.jobs WHERE task_identifier = $1";
  return adminQuery(inbox.tier, text, [RECONCILE_JOB]);
}

/** A tenant with its owner and an admin, told of by every message. */
async function team() {
  const { creator, organization } = await inbox.newOrganization();
  const person = await inbox.newPerson();
  const key = { organizationId: organization.id, userId: person.id };
  await inbox.write((tx) => addMembership(tx, { ...key, role: "org:admin" }));
  await inbox.deliver(await inbox.takeMessages());
  return { creator, organization, person, key, tenant: await inbox.tenantOf(organization.id) };
}

const invite = (organization: Parameters<typeof addInvitation>[1], email: string) =>
  inbox.write((tx) =>
    addInvitation(tx, organization, {
      email,
      role: "org:member",
      inviterUserId: null,
      redirectUrl: "http://app.localhost:3000/invitations/accept",
      expiresInDays: 30,
      publicMetadata: {},
      privateMetadata: {},
    }),
  );

/** Each row of the control plane but those of the queue. */
async function everything(): Promise<string> {
  const tables = await adminQuery<{ name: string }>(
    inbox.tier,
    "SELECT tablename AS name FROM pg_tables WHERE schemaname = 'control' ORDER BY 1",
  );
  const all = tables.map(({ name }) => `SELECT '${name}' || t::text AS text FROM control."${name}" t`);
  const rows = await adminQuery<{ text: string }>(inbox.tier, `${all.join(" UNION ALL ")} ORDER BY 1`);
  return rows.map(({ text }) => text).join("\n");
}

describe("what was made at the provider and never told", () => {
  test("people, tenants, members and invitations are there after one run, and the next changes nothing", async () => {
    const { creator, organization } = await inbox.newOrganization();
    const person = await inbox.newPerson();
    const key = { organizationId: organization.id, userId: person.id };
    const joined = await inbox.write((tx) => addMembership(tx, { ...key, role: "org:viewer" }));
    const invitation = await invite(organization, "lost@example.com");
    await inbox.takeMessages();
    const before = await everything();
    const dry = await reconcile({ isDryRun: true });
    expect(await everything()).toBe(before);
    const report = await reconcile();
    expect(lines(report)).toEqual(lines(dry));
    expect(lines(report)).toEqual(
      expect.arrayContaining([
        `user new ${creator.id}`,
        `user new ${person.id}`,
        `organization new ${organization.id}`,
        `membership new ${(joined as { id: string }).id}`,
        `invitation new ${invitation?.id}`,
      ]),
    );
    expect(report.lines.filter(({ outcome }) => outcome !== "repaired")).toEqual([]);
    const tenant = await inbox.tenantOf(organization.id);
    expect(tenant).toMatchObject({ status: "active", name: organization.name });
    expect(await inbox.membersOf(tenant)).toEqual({
      [creator.id]: `${creator.firstName} owner`,
      [person.id]: `${person.firstName} viewer`,
    });
    const known = await inbox.read((tx) =>
      getInvitation(tx, { tenantId: tenant.id, id: invitation?.id ?? "" }),
    );
    expect(known?.status).toBe("pending");
    const after = await everything();
    expect((await reconcile()).lines).toEqual([]);
    expect(await everything()).toBe(after);
  });

  // Threat: whoever created an organization and has left it gets it back, as its owner.
  test("who created an organization and has left it again is not in its tenant", async () => {
    const { creator, organization } = await inbox.newOrganization();
    await inbox.write((tx) => removeMembership(tx, { organizationId: organization.id, userId: creator.id }));
    await inbox.takeMessages();
    await reconcile();
    const tenant = await inbox.tenantOf(organization.id);
    expect(await roleOf(tenant, creator.id)).toBeUndefined();
    expect(await inbox.membersOf(tenant)).toEqual({});
    expect((await reconcile()).lines).toEqual([]);
  });

  // Threat: what somebody made long ago, with people in it, is deleted at night because of a limit.
  test("an organization whose creator owns as many as one may is reported, and not deleted", async () => {
    const creator = await inbox.newPerson();
    const add = (slug: string, plan: "standard" | "enterprise") =>
      inbox.write((tx) =>
        addOrganization(tx, { slug, name: slug, createdBy: creator.id, privateMetadata: { plan } }),
      );
    for (let n = 0; n < entitlementsOf("enterprise").maxOwned; n++) await add(`owned-${n}-x`, "standard");
    await inbox.deliver(await inbox.takeMessages());
    const text = `UPDATE control.tenants SET plan = 'enterprise' WHERE id IN
      (SELECT tenant_id FROM control.memberships WHERE user_id = $1)`;
    await adminQuery(inbox.tier, text, [creator.id]);
    const { id } = await add("one-too-many-x", "enterprise");
    await inbox.takeMessages();
    const { lines: found } = await reconcile();
    expect(found.find((line) => line.id === id)).toMatchObject({
      object: "organization",
      change: "new",
      outcome: "failed",
      error: expect.stringContaining("owns as many as one may") as string,
    });
    expect(await inbox.tenantOf(id)).toBeUndefined();
    expect(await inbox.read((tx) => getLocalOrganization(tx, id))).toBeDefined();
    await inbox.write((tx) => removeOrganization(tx, id));
    await inbox.takeMessages();
  });

  test("every repair has an audit row with who asked for it, and no address", async () => {
    const person = await inbox.newPerson();
    await inbox.takeMessages();
    await reconcile({ actor: { kind: "cli", id: "anna@build" } });
    const { items } = await inbox.read((tx) => listAudit(tx, { action: "identity.repair" }));
    expect(items[0]).toMatchObject({
      actorKind: "cli",
      actorId: "anna@build",
      detail: { type: "user.updated", id: person.id },
    });
    expect(JSON.stringify(items[0]?.detail)).not.toContain("@");
  });
});

describe("what was changed at the provider and never told", () => {
  test("a second factor that was taken away is known to be", async () => {
    const { person } = await team();
    await inbox.write((tx) => changeUser(tx, person.id, { hasSecondFactor: true }));
    await inbox.takeMessages();
    expect(lines(await reconcile())).toEqual([`user changed ${person.id}`]);
    expect(lines(await reconcile())).toEqual([]);
  });

  test("names, roles and answers to invitations are as the provider has them", async () => {
    const { organization, person, key, tenant } = await team();
    const invitation = await invite(organization, "asked@example.com");
    await inbox.deliver(await inbox.takeMessages());
    await inbox.write((tx) => changeUser(tx, person.id, { firstName: "Renamed" }));
    await inbox.write((tx) => changeOrganization(tx, organization.id, { name: "Another" }));
    await inbox.write((tx) => changeMembership(tx, key, "org:viewer"));
    await inbox.write((tx) => revokeInvitation(tx, invitation?.id ?? "", organization));
    await inbox.takeMessages();
    expect((await reconcile()).lines.map(({ object, detail }) => [object, detail])).toEqual([
      ["user", "firstName"],
      ["organization", "name"],
      ["membership", `${person.id}, admin → viewer`],
      ["invitation", "pending → revoked"],
    ]);
    expect((await inbox.tenantOf(organization.id)).name).toBe("Another");
    expect((await inbox.membersOf(tenant))[person.id]).toBe("Renamed viewer");
    expect((await reconcile()).lines).toEqual([]);
  });

  test("a tenant's own members follow, where the job that should have told them never did", async () => {
    const { person, tenant, creator } = await team();
    const { schema } = tenant.placement;
    await adminQuery(inbox.tier, `UPDATE "${schema}".members SET role = 'owner' WHERE id = $1`, [person.id]);
    expect((await reconcile({ isDryRun: true })).lines).toMatchObject([
      { object: "members", tenant: tenant.slug, detail: person.id, outcome: "found" },
    ]);
    expect((await inbox.membersOf(tenant))[person.id]).toBe(`${person.firstName} owner`);
    expect((await reconcile()).lines).toMatchObject([{ object: "members", outcome: "repaired" }]);
    expect(await inbox.membersOf(tenant)).toEqual({
      [person.id]: `${person.firstName} admin`,
      [creator.id]: `${creator.firstName} owner`,
    });
    expect((await reconcile()).lines).toEqual([]);
  });

  test("the last owner stays one, here and at the provider, and the report says so", async () => {
    const { organization, creator, tenant } = await team();
    const key = { organizationId: organization.id, userId: creator.id };
    await inbox.write((tx) => changeMembership(tx, key, "org:member"));
    await inbox.takeMessages();
    expect((await reconcile()).lines).toMatchObject([{ object: "membership", outcome: "kept" }]);
    expect(await roleOf(tenant, creator.id)).toBe("owner");
    await inbox.takeMessages();
    expect((await reconcile()).lines).toEqual([]);
  });

  // Threat: an owner who is replaced and a new one, neither of them told: the order must not matter.
  test("one who becomes the owner does so before the former one is it no more", async () => {
    const { organization, creator, key, person, tenant } = await team();
    await inbox.write((tx) => changeMembership(tx, { ...key, userId: creator.id }, "org:viewer"));
    await inbox.write((tx) => changeMembership(tx, key, "org:owner"));
    await inbox.takeMessages();
    await reconcile();
    expect(await roleOf(tenant, person.id)).toBe("owner");
    expect(await roleOf(tenant, creator.id)).toBe("viewer");
    expect(organization.createdBy).toBe(creator.id);
  });

  // Threat: what an owner has just changed here is taken back, because the provider has not heard of it yet.
  test("who was let in here is let be, before the provider has heard of it", async () => {
    const { creator, tenant } = await team();
    const person = await inbox.newPerson();
    await inbox.deliver(await inbox.takeMessages());
    const actor = { kind: "member" as const, id: creator.id };
    await inbox.write(async (tx) => {
      await askToJoin(tx, { person, slug: tenant.slug, actor });
      const [request] = await listJoinRequests(tx, tenant.id, { limit: 1 });
      const by = { userId: creator.id, actor, may: () => true };
      await acceptJoinRequest(tx, { tenantId: tenant.id, id: request?.id ?? "", role: "member", by });
    });
    // The tenant's own table follows; that is all.
    expect(lines(await reconcile())).toEqual([`members changed ${tenant.organizationId}`]);
    expect(lines(await reconcile())).toEqual([]);
    expect(await roleOf(tenant, person.id)).toBe("member");
  });

  test("a change that was made here, and is on its way to the provider, is let be", async () => {
    const { creator, person, tenant } = await team();
    const by = { userId: creator.id, actor: { kind: "member" as const }, may: () => true };
    const change = { key: { tenantId: tenant.id, userId: person.id }, to: "viewer" as const, by };
    await inbox.write((tx) => changeHere(tx, change));
    expect((await reconcile()).lines.filter(({ object }) => object !== "members")).toEqual([]);
    expect(await roleOf(tenant, person.id)).toBe("viewer");
    await inbox.write((tx) => changeHere(tx, { ...change, to: undefined }));
    expect((await reconcile()).lines.filter(({ object }) => object !== "members")).toEqual([]);
    expect(await roleOf(tenant, person.id)).toBeUndefined();
  });
});

describe("what was deleted at the provider and never told", () => {
  test("a membership, an organization and a person are gone here too, with every session", async () => {
    const [left, gone] = [await team(), await team()];
    const [session, other] = await Promise.all(
      [left.creator, gone.person].map(({ id }) => inbox.write((tx) => createLocalSession(tx, id))),
    );
    const signIn = (tenant: Tenant, userId: string, sourceSessionId = "") =>
      inbox.write((tx) =>
        createSession(tx, {
          idHash: `${tenant.id}${userId}`,
          tenantId: tenant.id,
          userId,
          sourceSessionId,
          hostname: `${tenant.slug}.app.localhost`,
          userAgent: null,
        }),
      );
    await signIn(left.tenant, left.creator.id, session?.id);
    await signIn(gone.tenant, gone.person.id, other?.id);
    await inbox.write((tx) => endSession(tx, session?.id ?? "", "revoked"));
    await inbox.write((tx) => removeMembership(tx, left.key));
    await inbox.write((tx) => removeUser(tx, gone.person.id));
    await inbox.write((tx) => removeOrganization(tx, gone.organization.id));
    await inbox.takeMessages();
    await reconcile();
    expect(await roleOf(left.tenant, left.person.id)).toBeUndefined();
    expect((await inbox.membersOf(left.tenant))[left.person.id]).toBeUndefined();
    expect((await inbox.tenantOf(gone.organization.id)).status).toBe("deleted");
    expect(await inbox.read((tx) => getUserById(tx, gone.person.id))).toBeUndefined();
    const live = await adminQuery(inbox.tier, "SELECT FROM control.sessions WHERE revoked_at IS NULL");
    expect(live).toEqual([]);
    expect((await reconcile()).lines).toEqual([]);
  });

  test("a tenant that was made at a terminal has no organization at the provider, and is let be", async () => {
    const made = await provisionTenant(inbox.tier, {
      organizationId: "org_cli_made",
      slug: "made-at-terminal",
      name: "Made",
    });
    expect((await reconcile()).lines).toEqual([]);
    expect((await inbox.tenantOf("org_cli_made")).id).toBe(made.id);
  });

  // Threat: staff bring a workspace back, and every night it is deleted again.
  test("what staff brought back stays, with its people, and is in every report", async () => {
    const { organization, person, tenant } = await team();
    await inbox.write((tx) => removeOrganization(tx, organization.id));
    await inbox.deliver(await inbox.takeMessages());
    await restoreTenant(inbox.tier, tenant.id, BY);
    expect((await reconcile()).lines).toMatchObject([{ id: organization.id, outcome: "kept" }]);
    expect((await inbox.tenantOf(organization.id)).status).toBe("active");
    expect(await roleOf(tenant, person.id)).toBe("admin");
    await deleteTenant(inbox.tier, tenant.id, BY);
  });

  // Threat: what is kept for a time only is fetched back for ever.
  test("an invitation that is over and forgotten here is not brought back", async () => {
    const { organization, tenant } = await team();
    const invitation = await invite(organization, "old@example.com");
    if (invitation) await inbox.write((tx) => revokeInvitation(tx, invitation.id, organization));
    await inbox.takeMessages();
    expect(lines(await reconcile())).toEqual([]);
    expect(
      await inbox.read((tx) => getInvitation(tx, { tenantId: tenant.id, id: invitation?.id ?? "" })),
    ).toBeUndefined();
  });

  // Threat: the key of another instance is set, in which nobody is whom we know.
  test("more than a few removals at once are refused, with nothing done, unless they are asked for", async () => {
    const people = await inbox.write(async (tx) => {
      const made = [];
      for (let n = 0; n <= REMOVED_AT_MOST; n++)
        made.push(await addUser(tx, { email: `many${n}@example.com`, firstName: "M", lastName: "Any" }));
      return made;
    });
    await inbox.deliver(await inbox.takeMessages());
    for (const { id } of people) await inbox.write((tx) => removeUser(tx, id));
    await inbox.takeMessages();
    const before = await everything();
    await expect(reconcile()).rejects.toThrow("another instance");
    // Trying again would find the same.
    expect(await atNight()).toEqual([]);
    expect(await everything()).toBe(before);
    expect((await reconcile({ removesMany: true })).lines).toHaveLength(people.length);
  });
});

test("the worker does it by itself", async () => {
  const { id } = await inbox.newPerson();
  await inbox.takeMessages();
  expect(await atNight()).toEqual([]);
  expect(await inbox.read((tx) => getUserById(tx, id))).toBeDefined();
  const { items } = await inbox.read((tx) => listAudit(tx, { action: "identity.reconcile" }));
  expect(items[0]).toMatchObject({ actorKind: "system", detail: { repaired: 1, failed: 0 } });
});

describe("a provider that changes, tires or falls silent", () => {
  // Threat: somebody who is on no page, because another was deleted meanwhile, is taken for deleted.
  test("who is on no page of a list that was changed while it was read is asked for once more", async () => {
    const people = await inbox.write(async (tx) => {
      const made = [];
      for (let n = 0; n < 210; n++)
        made.push(await addUser(tx, { email: `paged${n}@example.com`, firstName: "P", lastName: "Aged" }));
      return made;
    });
    await inbox.deliver(await inbox.takeMessages());
    // Somebody on the first page is deleted before the next page is asked for, and somebody else comes.
    const isSecond = (path: string) => path.startsWith("/v1/users?") && path.includes("offset=100");
    const [gone, goneToo] = people;
    const isFirst = ({ path }: { path: string }) => /^\/v1\/users\?limit=100&order_by/.test(path);
    between.do(async (path) => {
      if (!isSecond(path)) return undefined;
      await inbox.write((tx) => removeUser(tx, gone!.id));
      await inbox.newPerson();
      return undefined;
    });
    const lost = (await reconcile({ isDryRun: true })).lines.filter(({ change }) => change === "gone");
    expect(lost).toEqual([]);
    expect(between.calls.filter(isFirst)).toHaveLength(1);
    // A list that became shorter is read once more.
    between.do(async (path) => {
      if (isSecond(path)) await inbox.write((tx) => removeUser(tx, goneToo!.id));
      return undefined;
    });
    await reconcile({ isDryRun: true });
    expect(between.calls.filter(isFirst)).toHaveLength(2);
    between.do();
    await inbox.deliver(await inbox.takeMessages());
  });

  test("asked for patience it waits as long as it was told, and no longer than a minute", async () => {
    let refused = 0;
    between.do((path) =>
      path.startsWith("/v1/organizations?") && refused++ === 0
        ? { status: 429, headers: { "retry-after": "1" } }
        : undefined,
    );
    await reconcile();
    const [first, second] = between.calls.filter(({ path }) => path.startsWith("/v1/organizations?"));
    expect(second!.at - first!.at).toBeGreaterThanOrEqual(990);
    between.do(() => ({ status: 429, headers: { "retry-after": "61" } }));
    await expect(reconcile()).rejects.toThrow("does not answer");
  });

  test.each(["/v1/users?", "/v1/organizations?", "/v1/organization_memberships"])(
    "one that falls silent at %s leaves nothing half done",
    async (path) => {
      await inbox.newOrganization();
      await inbox.takeMessages();
      const before = await everything();
      between.do((asked) => (asked.startsWith(path) ? "gone" : undefined));
      await expect(reconcile()).rejects.toThrow("does not answer");
      expect(await everything()).toBe(before);
    },
  );
});
