// Threat: somebody who has left their company works on in its workspace. A company's directory (SCIM) arrives
// as messages about people and memberships, here in the provider's own shapes.
import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, beforeEach, describe, expect, test, vi } from "vitest";
import { createSession, getMembershipRole, getSession, getUserById } from "#app/db.people.server.ts";
import type { Tenant } from "#app/db.server.ts";
import { createProject, getProject } from "#app/db.tenant.server.ts";
import { issueTicket } from "#app/identity/enter-tenant.server.ts";
import { runDueJobs } from "#db/testing/run-due-jobs.ts";
import { type Inbox, openInbox } from "./testing/inbox.ts";
import { tasksOf } from "./worker.ts";

// The stand-in's own deliveries go nowhere in this test: the messages are the provider's.
vi.hoisted(() => {
  process.env.PORT = "1";
});

let inbox: Inbox;
beforeAll(async () => {
  inbox = await openInbox();
});
afterAll(() => inbox.close());

const BEGIN = Date.parse("2026-11-01T09:00:00Z");
let clock = 0;
/** Each message is a second after the one before. */
const now = () => BEGIN + 1_000 * ++clock;

type Told = { type: string; data: object };
const deliver = (...told: Told[]) =>
  inbox.deliver(
    told.map(({ type, data }) => ({
      id: `msg_${randomUUID()}`,
      body: { type, object: "event", timestamp: now(), instance_id: "ins_1", data },
    })),
  );

type Person = { id: string; email: string; first: string };
const newHire = (email = `${randomUUID()}@corp.example`): Person => ({
  id: `user_${randomUUID().replaceAll("-", "")}`,
  email,
  first: "Nora",
});

/** As the provider's `UserJSON` is, of somebody whom a directory made. */
const userJson = ({ id, email, first }: Person, changes: object = {}) => ({
  object: "user",
  id,
  first_name: first,
  last_name: "Newhire",
  primary_email_address_id: `idn_${id}`,
  email_addresses: [
    { id: `idn_${id}`, object: "email_address", email_address: email, verification: { status: "verified" } },
  ],
  enterprise_accounts: [
    { id: `ea_${id}`, object: "enterprise_account", active: true, email_address: email, protocol: "saml" },
  ],
  public_metadata: { department: "Research" },
  two_factor_enabled: false,
  banned: false,
  locked: false,
  deprovisioned: false,
  updated_at: now(),
  ...changes,
});

const membershipJson = (id: string, organizationId: string, person: Person, role: string) => ({
  object: "organization_membership",
  id,
  role,
  role_name: role,
  permissions: [],
  organization: { object: "organization", id: organizationId, created_by: "user_creator" },
  public_user_data: {
    user_id: person.id,
    identifier: person.email,
    first_name: person.first,
    last_name: "Newhire",
    image_url: "",
    has_image: false,
  },
  updated_at: now(),
});

describe.each(["standard", "enterprise"] as const)("on the %s plan, a person from a directory", (plan) => {
  let tenant: Tenant;
  let organizationId: string;
  beforeAll(async () => {
    const { organization } = await inbox.newOrganization(plan);
    await inbox.deliver(await inbox.takeMessages());
    organizationId = organization.id;
    tenant = await inbox.tenantOf(organizationId);
  });

  let person: Person;
  let membershipId: string;
  const member = (what: string, role: string): Told => ({
    type: `organizationMembership.${what}`,
    data: membershipJson(membershipId, organizationId, person, role),
  });
  const user = (what: string, changes: object = {}): Told => ({
    type: `user.${what}`,
    data: userJson(person, changes),
  });
  const roleHere = (id = person.id) =>
    inbox.read((tx) => getMembershipRole(tx, { tenantId: tenant.id, userId: id }));
  const shown = async (id = person.id) => (await inbox.membersOf(tenant))[id];
  /** A session of theirs in the workspace; undefined where none is made. */
  async function signIn(id = person.id) {
    const key = { idHash: randomUUID(), tenantId: tenant.id, hostname: `${tenant.slug}.app.localhost` };
    const session = { ...key, userId: id, sourceSessionId: randomUUID(), userAgent: null };
    const isMade = await inbox.write((tx) => createSession(tx, session));
    const isIn = () => inbox.read(async (tx) => (await getSession(tx, key))?.isMember ?? false);
    return isMade ? isIn : undefined;
  }
  const enter = async () => {
    const known = await inbox.read((tx) => getUserById(tx, person.id));
    const proof = { sessionId: randomUUID(), provedAt: new Date(), hasSecondFactor: false };
    const base = { id: person.id, email: person.email, firstName: null, lastName: null, avatarUrl: null };
    const hostname = `${tenant.slug}.app.localhost`;
    const wanted = { hostname, nonceHash: "n", returnTo: "/dashboard" };
    return issueTicket(inbox.tier, { ...base, ...known, ...proof }, tenant, wanted);
  };

  beforeEach(async () => {
    person = newHire();
    membershipId = `orgmem_${randomUUID()}`;
    await deliver(user("created"), member("created", "org:member"));
  });

  test("is a member in the role that their group is mapped to, before they ever sign in", async () => {
    expect([await roleHere(), await shown()]).toEqual(["member", "Nora member"]);
    expect(await enter()).toHaveProperty("url");
    await deliver(member("updated", "org:admin"));
    expect([await roleHere(), await shown()]).toEqual(["admin", "Nora admin"]);
    await deliver(member("updated", "org:viewer"));
    expect([await roleHere(), await shown()]).toEqual(["viewer", "Nora viewer"]);
  });

  test("with a role that is none of ours sees as little as can be", async () => {
    await deliver(member("updated", "org:billing_manager"));
    expect([await roleHere(), await shown()]).toEqual(["viewer", "Nora viewer"]);
  });

  test("keeps the newest of two changes of their groups, in whatever order they are told", async () => {
    const [first, second] = [member("updated", "org:admin"), member("updated", "org:viewer")];
    await deliver(second, first);
    expect(await roleHere()).toBe("viewer");
  });

  test("is out where the membership is deleted, with their sessions", async () => {
    const isIn = await signIn();
    expect(await isIn?.()).toBe(true);
    await deliver(member("deleted", "org:member"));
    expect([await roleHere(), await shown(), await isIn?.()]).toEqual([undefined, undefined, false]);
  });

  test("deactivated in the directory is out at once, though nobody tells of their sessions or memberships", async () => {
    const isIn = await signIn();
    await deliver(user("updated", { deprovisioned: true }));
    expect(await isIn?.()).toBe(false);
    expect(await signIn()).toBeUndefined();
    expect(await enter()).toBeUndefined();
  });

  test("activated in the directory again is in again, as what they were", async () => {
    await deliver(user("updated", { deprovisioned: true }), user("updated"));
    expect(await roleHere()).toBe("member");
    expect(await (await signIn())?.()).toBe(true);
    expect(await enter()).toHaveProperty("url");
  });

  test("is not let in again by a late message from before", async () => {
    const before = user("updated");
    await deliver(user("updated", { deprovisioned: true }));
    await deliver(before);
    expect(await signIn()).toBeUndefined();
  });

  test("made anew in the directory under another id comes in by that one alone, and is no one else", async () => {
    const project = await inbox.tier.tenantRouter
      .connect(tenant)
      .write((tx) =>
        createProject(
          tx,
          { id: person.id },
          { name: "Plan", description: "", status: "active", isPublic: false, categoryIds: [] },
        ),
      );
    const former = person;
    await deliver(user("updated", { deprovisioned: true }), member("deleted", "org:member"));
    await deliver({ type: "user.deleted", data: { id: former.id, object: "user", deleted: true } });
    person = newHire(former.email);
    const formerMembership = membershipId;
    membershipId = `orgmem_${randomUUID()}`;
    await deliver(user("created"), member("created", "org:viewer"));
    expect([await roleHere(), await shown()]).toEqual(["viewer", "Nora viewer"]);
    expect([await roleHere(former.id), await shown(former.id)]).toEqual([undefined, undefined]);
    // The end of the former membership, told once more and late, is not theirs.
    await deliver({
      type: "organizationMembership.deleted",
      data: membershipJson(formerMembership, organizationId, former, "org:member"),
    });
    expect(await roleHere()).toBe("viewer");
    expect(await signIn(former.id)).toBeUndefined();
    // What they made under the former id is theirs once staff say that the two are one.
    const db = inbox.tier.tenantRouter.connect(tenant);
    const ownerNow = async () =>
      (await db.read((tx) => getProject(tx, { all: true }, project.id)))?.createdBy;
    expect(await ownerNow()).toBe(former.id);
    const data = { object: "user", from_user_id: former.id, into_user_id: person.id };
    await deliver({ type: "user.merged", data });
    await runDueJobs(inbox.tier, tasksOf(inbox.tier));
    expect(await ownerNow()).toBe(person.id);
    expect(await roleHere()).toBe("viewer");
  });
});
