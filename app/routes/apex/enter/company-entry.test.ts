// Threat: who has left a company, and has its sign-on no more, comes in by a password they still have.
import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, describe, expect, test, vi } from "vitest";
import { changeSecurity, createSession, getSession, hasCompanyAccount } from "#app/db.people.server.ts";
import type { Tenant } from "#app/db.server.ts";
import { companyOf, factsOf } from "#app/identity/company-facts.server.ts";
import { issueTicket } from "#app/identity/enter-tenant.server.ts";
import { addMembership, changeUser } from "#app/identity/providers/local/changes.ts";
import { standBetween } from "#app/identity/providers/local/testing/provider-proxy.ts";
import { type Inbox, openInbox } from "#app/jobs/testing/inbox.ts";
import { PRODUCT_SECURITY } from "#db/control/security-choices.ts";

// The stand-in's own deliveries go nowhere in this test: it delivers as it likes.
vi.hoisted(() => {
  process.env.PORT = "1";
});

let inbox: Inbox;
let between: Awaited<ReturnType<typeof standBetween>>;
beforeAll(async () => {
  inbox = await openInbox();
  between = await standBetween();
});
afterAll(async () => {
  await between.stop();
  await inbox.close();
});

const DOMAIN = "example.com";

// Threat: whoever came in before the rule keeps a session by an address that is not the company's.
test("of whom the provider was not asked no domain is kept, and a rule that comes later is asked of them", async () => {
  const { organization } = await inbox.newOrganization();
  const person = await inbox.newPerson();
  const there = { organizationId: organization.id, userId: person.id };
  await inbox.write((tx) => addMembership(tx, { ...there, role: "org:member" }));
  await inbox.deliver(await inbox.takeMessages());
  const { id } = await inbox.tenantOf(organization.id);
  const user = { ...person, avatarUrl: null, provedAt: new Date(), hasSecondFactor: false };
  const facts = await factsOf(inbox.tier, { ...user, sessionId: randomUUID() }, id);
  expect(facts).toEqual({ domains: null, companyDomain: null });
  expect(between.calls).toEqual([]);
});

describe.each(["standard", "enterprise"] as const)("on the %s plan", (plan) => {
  let tenant: Tenant;
  let person: Awaited<ReturnType<Inbox["newPerson"]>>;
  beforeAll(async () => {
    const { creator, organization } = await inbox.newOrganization(plan);
    person = await inbox.newPerson();
    const there = { organizationId: organization.id, userId: person.id };
    await inbox.write((tx) => addMembership(tx, { ...there, role: "org:member" }));
    await inbox.deliver(await inbox.takeMessages());
    tenant = await inbox.tenantOf(organization.id);
    await ask(creator.id, [DOMAIN]);
  });

  const ask = (userId: string, companyDomains: string[]) =>
    inbox.write((tx) =>
      changeSecurity(tx, {
        tenantId: tenant.id,
        to: { ...PRODUCT_SECURITY, companyDomains },
        by: { userId, actor: { kind: "member" }, hasSecondFactor: false, companyDomain: DOMAIN },
      }),
    );

  /** As who signed in then, in a session of the provider's. */
  function enter(provedAt: Date, sessionId = randomUUID(), who = { ...person, avatarUrl: null }) {
    const wanted = { hostname: `${tenant.slug}.app.localhost`, nonceHash: "n", returnTo: "/dashboard" };
    return issueTicket(inbox.tier, { ...who, provedAt, hasSecondFactor: true, sessionId }, tenant, wanted);
  }
  const throughCompany = async (at: Date) =>
    inbox.write((tx) => changeUser(tx, person.id, { throughCompanyAt: at }));

  test("whoever of the company signed in by another way is told so, and comes in through it", async () => {
    const now = new Date();
    expect(await enter(now)).toEqual({ lacks: "companySignOn" });
    await throughCompany(now);
    expect(await enter(now)).toHaveProperty("url");
    // By another way, an hour later.
    expect(await enter(new Date(now.getTime() + 3_600_000))).toEqual({ lacks: "companySignOn" });
  });

  test("a session that began through the company stays one when they come through it once more elsewhere", async () => {
    const now = new Date();
    await throughCompany(now);
    const sourceSessionId = randomUUID();
    const key = { idHash: randomUUID(), tenantId: tenant.id, hostname: `${tenant.slug}.app.localhost` };
    const facts = { domains: [DOMAIN], companyDomain: DOMAIN, userAgent: null };
    await inbox.write((tx) => createSession(tx, { ...key, userId: person.id, sourceSessionId, ...facts }));
    expect(await inbox.read((tx) => getSession(tx, key))).toMatchObject({ companyDomain: DOMAIN });
    await throughCompany(new Date(now.getTime() + 3_600_000));
    expect(await enter(now, sourceSessionId)).toHaveProperty("url");
    expect(await enter(now)).toEqual({ lacks: "companySignOn" });
  });

  test("nobody comes past it while the provider is silent, and who is no member asks it nothing", async () => {
    between.do(() => "gone");
    await expect(enter(new Date())).rejects.toMatchObject({ status: 503 });
    between.do();
    const stranger = await inbox.newPerson();
    expect(await enter(new Date(), randomUUID(), { ...stranger, avatarUrl: null })).toBeUndefined();
    expect(between.calls).toEqual([]);
  });

  // Threat: the message that tells of a company's account is late, and its owner may not ask for it.
  test("whoever asks for it is believed by what the provider says now, and by nothing where it is silent", async () => {
    const now = new Date();
    await throughCompany(now);
    const session = { userId: person.id, provedAt: now, companyDomain: null };
    expect(await companyOf(session)).toBe(DOMAIN);
    expect(await companyOf({ ...session, provedAt: new Date(now.getTime() + 3_600_000) })).toBeNull();
    expect(await companyOf({ ...session, provedAt: null })).toBeNull();
    between.do(() => "gone");
    expect(await companyOf(session)).toBeNull();
    expect(await companyOf({ ...session, companyDomain: DOMAIN })).toBe(DOMAIN);
    between.do();
  });

  test("that they can sign in through a company is known from the provider's messages", async () => {
    await throughCompany(new Date());
    await inbox.deliver(await inbox.takeMessages());
    expect(await inbox.read((tx) => hasCompanyAccount(tx, person.id))).toBe(true);
  });
});
