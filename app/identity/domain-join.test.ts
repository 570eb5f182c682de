// Threat: an address that nobody verified, or a domain that nobody proved, opens a workspace.
import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, expect, test, vi } from "vitest";
import { listLocalMemberships } from "#app/db.local.server.ts";
import {
  addMailDomain,
  askToJoin,
  changeAdmission,
  declineJoinRequest,
  endMembership,
  getMembershipRole,
  listJoinRequests,
  proveMailDomain,
  removeMailDomain,
} from "#app/db.people.server.ts";
import { listAudit, makeReadOnly } from "#app/db.server.ts";
import { joinAccepted } from "#app/jobs/join-accepted.ts";
import { type Inbox, openInbox } from "#app/jobs/testing/inbox.ts";
import { SYSTEM } from "#db/control/audit-log.ts";
import { adminQuery } from "#db/testing/query.ts";
import { findOpenWorkspace, joinAtOnce } from "./domain-join.server.ts";
import type { ApexUser } from "./identity-provider.ts";
import { mailDomainOf } from "./mail-domain.server.ts";

vi.hoisted(() => {
  process.env.PORT = "1";
});

let inbox: Inbox;
beforeAll(async () => {
  inbox = await openInbox();
});
afterAll(() => inbox.close());

/** A workspace with an open, proven domain, and somebody with an address of it. */
async function open({ plan = "standard" }: { plan?: "standard" | "enterprise" } = {}) {
  const { organization, creator } = await inbox.newOrganization(plan);
  const made = await inbox.newPerson();
  await inbox.deliver(await inbox.takeMessages());
  const tenant = await inbox.tenantOf(organization.id);
  const domain = `acme-${randomUUID()}.com`;
  const email = `anna@${domain}`;
  for (const table of ["control.users", "local_identity.users"])
    await adminQuery(inbox.tier, `UPDATE ${table} SET email = $2 WHERE id = $1`, [made.id, email]);
  const key = await inbox.write(async (tx) => {
    const id = await addMailDomain(tx, { tenantId: tenant.id, domain, actor: SYSTEM });
    await proveMailDomain(tx, { tenantId: tenant.id, id }, SYSTEM);
    await changeAdmission(tx, { tenantId: tenant.id, id, admission: "joins", actor: SYSTEM });
    return { tenantId: tenant.id, id };
  });
  const { id, firstName, lastName } = made;
  const facts = { sessionId: "sess_1", provedAt: new Date(), hasSecondFactor: false, avatarUrl: null };
  const user: ApexUser = { id, email, firstName, lastName, ...facts };
  const { slug } = tenant;
  const member = { tenantId: tenant.id, userId: user.id };
  return {
    tenant,
    creator,
    user,
    key,
    domain,
    organizationId: organization.id,
    isOpen: async () => (await findOpenWorkspace(inbox.tier, { user, slug })) !== undefined,
    join: () => joinAtOnce(inbox.tier, { user, slug, actor: { kind: "member", id: user.id } }),
    ask: () => inbox.write((tx) => askToJoin(tx, { person: user, slug, actor: SYSTEM })),
    waiting: () => inbox.read((tx) => listJoinRequests(tx, tenant.id, { limit: 10 })),
    here: () => inbox.read((tx) => getMembershipRole(tx, member)),
    there: async () => {
      const where = { organizationId: organization.id, userId: [user.id] };
      return (await inbox.read((tx) => listLocalMemberships(tx, where))).map(({ role }) => role);
    },
  };
}
type Open = Awaited<ReturnType<typeof open>>;

test.each(["standard", "enterprise"] as const)(
  "on the %s plan who has a verified address of a proven domain comes in, as a viewer, everywhere, and it is written down",
  async (plan) => {
    const at = await open({ plan });
    expect(await at.isOpen()).toBe(true);
    expect(await at.join()).toBe(true);
    expect([await at.here(), await at.there()]).toEqual(["viewer", ["org:viewer"]]);
    await inbox.deliver(await inbox.takeMessages());
    expect(await at.here()).toBe("viewer");
    expect((await inbox.membersOf(at.tenant))[at.user.id]).toBe(`${at.user.firstName} viewer`);
    const { items } = await inbox.read((tx) => listAudit(tx, { tenantId: at.tenant.id }));
    expect(items.filter(({ action }) => action === "join.domain")).toMatchObject([
      { actorId: at.user.id, detail: { userId: at.user.id, role: "viewer", domain: at.domain } },
    ]);
    expect([await at.isOpen(), await at.join()]).toEqual([false, false]);
  },
);

test("who had asked and waits is answered by it, and gets no mail of what they did themselves", async () => {
  const at = await open();
  await at.ask();
  const [request] = await at.waiting();
  expect(await at.join()).toBe(true);
  expect(await at.waiting()).toEqual([]);
  await joinAccepted(inbox.tier, { requestId: request?.id });
  const mails = "SELECT kind FROM control.mails WHERE user_id = $1";
  expect(await adminQuery(inbox.tier, mails, [at.user.id])).toEqual([]);
});

const CLOSED: [string, (at: Open) => Promise<unknown>][] = [
  [
    "whose owners have people ask",
    (at) => inbox.write((tx) => changeAdmission(tx, { ...at.key, admission: "asks", actor: SYSTEM })),
  ],
  ["that removed the domain", (at) => inbox.write((tx) => removeMailDomain(tx, at.key, SYSTEM))],
  [
    "whose proof has ended",
    (at) =>
      adminQuery(inbox.tier, "UPDATE control.mail_domains SET proven_at = NULL WHERE id = $1", [at.key.id]),
  ],
  [
    "that is suspended",
    (at) =>
      adminQuery(inbox.tier, "UPDATE control.tenants SET status = 'suspended' WHERE id = $1", [at.tenant.id]),
  ],
  ["that is read-only", (at) => makeReadOnly(inbox.tier, at.tenant.id, { actor: SYSTEM })],
  [
    "that declined them",
    async (at) => {
      await at.ask();
      const [request] = await at.waiting();
      const by = { userId: at.creator.id, actor: SYSTEM };
      await inbox.write((tx) =>
        declineJoinRequest(tx, { tenantId: at.tenant.id, id: request?.id ?? "", by }),
      );
    },
  ],
  [
    "that they were removed from",
    async (at) => {
      await at.join();
      const key = { tenantId: at.tenant.id, userId: at.user.id };
      await inbox.deliver(await inbox.takeMessages());
      await inbox.write((tx) => endMembership(tx, { deletedAt: new Date(), key }));
    },
  ],
  [
    "whose domain is the end of theirs, and not theirs",
    (at) =>
      adminQuery(inbox.tier, "UPDATE control.mail_domains SET domain = substr(domain, 2) WHERE id = $1", [
        at.key.id,
      ]),
  ],
];

test.each(CLOSED)("a workspace %s is open to nobody by it", async (_, close) => {
  const at = await open();
  await close(at);
  expect(await at.isOpen()).toBe(false);
  expect(await at.join()).toBe(false);
  expect(await at.here()).toBeUndefined();
});

test("an address that the provider has not verified, or that is another by now, opens nothing", async () => {
  const at = await open();
  const isOther = "UPDATE local_identity.users SET email = $2 WHERE id = $1";
  for (const verified of ["anna@elsewhere.com", `anna@${at.domain}.evil.com`, `anna@mail.${at.domain}`]) {
    await adminQuery(inbox.tier, isOther, [at.user.id, verified]);
    expect([await at.isOpen(), await at.join()]).toEqual([false, false]);
  }
  await adminQuery(inbox.tier, "DELETE FROM local_identity.users WHERE id = $1", [at.user.id]);
  expect([await at.isOpen(), await at.join()]).toEqual([false, false]);
  expect(await at.here()).toBeUndefined();
});

test("what the provider refuses lets nobody in, and waits like what was asked until it is tried again", async () => {
  const at = await open();
  await adminQuery(inbox.tier, "ALTER TABLE local_identity.memberships RENAME TO away");
  await expect(at.join()).rejects.toMatchObject({ status: 503 });
  await adminQuery(inbox.tier, "ALTER TABLE local_identity.away RENAME TO memberships");
  expect([await at.here(), await at.there()]).toEqual([undefined, []]);
  expect(await at.waiting()).toHaveLength(1);
  // They were never in: a second try is as the first.
  expect([await at.isOpen(), await at.join()]).toEqual([true, true]);
  expect([await at.here(), await at.there()]).toEqual(["viewer", ["org:viewer"]]);
});

test("of two posts at once one lets them in, and the other finds them in", async () => {
  const at = await open();
  const answers = await Promise.all([at.join(), at.join()]);
  expect(answers.toSorted()).toEqual([false, true]);
  expect(await at.here()).toBe("viewer");
});

test("the domain of an address is what stands after its last sign, in ASCII", () => {
  expect(mailDomainOf("anna@Acme.COM")).toBe("acme.com");
  expect(mailDomainOf('"a@b"@bücher.de')).toBe("xn--bcher-kva.de");
  for (const none of ["", "anna", "@acme.com", "anna@", "anna@a b"])
    expect(mailDomainOf(none)).toBeUndefined();
});
