import { randomUUID } from "node:crypto";
import { RouterContextProvider } from "react-router";
import { afterAll, beforeAll, expect, test } from "vitest";
import {
  dataTierContext,
  requestContext,
  sessionContext,
  type TenantSession,
  tenantContext,
} from "#app/context.ts";
import { endSourceSession, revokeSession, SESSION_ABSOLUTE_DAYS } from "#app/db.people.server.ts";
import type { Tenant } from "#app/db.server.ts";
import { env } from "#app/env.server.ts";
import { loadSession } from "#app/middleware/session.server.ts";
import { type DataTier, openDataTier } from "#db/data-tier.ts";
import { adminQuery } from "#db/testing/query.ts";
import { scratchDataTier, testOwner, testTenant } from "#db/testing/scratch.ts";
import { beginEntering, finishEntering, issueTicket } from "./enter-tenant.server.ts";
import type { ApexUser } from "./identity-provider.ts";
import { hashSecret } from "./secret.ts";
import { tenantSessions } from "./tenant-sessions.server.ts";

let scratch: DataTier;
let tier: DataTier;
let tenant: Tenant;
let other: Tenant;
const owner = testOwner();

beforeAll(async () => {
  scratch = await scratchDataTier();
  tier = await openDataTier({ urls: scratch.urls, secretsKey: env.SECRETS_KEY });
  tenant = await testTenant(tier, { owner });
  other = await testTenant(tier);
});
afterAll(() => Promise.all([tier.close(), scratch.close()]));

const hostnameOf = ({ slug }: Tenant) => `${slug}.app.localhost`;
const originOf = (of: Tenant) => `http://${hostnameOf(of)}:3000`;
const user = (changes: Partial<ApexUser> = {}): ApexUser => ({
  ...owner,
  provedAt: new Date(),
  hasSecondFactor: false,
  sessionId: `sess_${randomUUID()}`,
  ...changes,
});
const requestWith = (cookie: string, at = tenant) => new Request(originOf(at), { headers: { cookie } });
const cookieOf = (response: Response | undefined) => response?.headers.get("set-cookie")?.split(";")[0] ?? "";

/** The first half: from a page of the workspace to the apex. */
function begin(page = "/projects?status=active", cookie = "") {
  const response = beginEntering(requestWith(cookie), tenant, new URL(page, originOf(tenant)));
  const target = new URL(response.headers.get("location") ?? "");
  const nonceHash = target.searchParams.get("nonce") ?? "";
  return { response, target, nonceHash, cookie: cookieOf(response) };
}

/** The second: a ticket for what was begun. */
async function ticketFor(nonceHash: string, person = user(), returnTo: unknown = "/projects") {
  const issued = await issueTicket(tier, person, tenant, {
    hostname: hostnameOf(tenant),
    nonceHash,
    returnTo,
  });
  return issued && "url" in issued ? new URL(issued.url).searchParams.get("ticket") : null;
}

const finish = (cookie: string, ticket: string | null, at = tenant) =>
  finishEntering(tier, requestWith(cookie, at), at, { hostname: hostnameOf(at), ip: "192.0.2.1" }, ticket);

/** What the session middleware makes of cookies on a tenant's hostname. */
async function sessionOn(at: Tenant, cookie: string, hostname = hostnameOf(at)) {
  const context = new RouterContextProvider();
  context.set(dataTierContext, tier);
  const match = { area: "tenant" as const, hostname, slug: at.slug };
  context.set(requestContext, {
    id: "1",
    area: "tenant",
    hostname,
    origin: originOf(at),
    ip: "::1",
    match,
    sender: null,
  });
  context.set(tenantContext, at);
  const request = requestWith(cookie, at);
  const args = { request, context, params: {}, url: new URL(request.url), pattern: "/" };
  let session: TenantSession | null = null;
  const response = await loadSession(args as never, async () => {
    session = context.get(sessionContext);
    return new Response();
  });
  return { session: session as TenantSession | null, response };
}

async function enter(person = user()) {
  const { nonceHash, cookie } = begin();
  return cookieOf(await finish(cookie, await ticketFor(nonceHash, person)));
}

test("the way in leads over the apex back to the page, with a session for this hostname", async () => {
  const { target, nonceHash, cookie, response } = begin();
  expect(target.pathname).toBe(`/workspaces/${tenant.slug}/enter`);
  expect(response.headers.get("set-cookie")).toMatch(/^__Host-.*Path=\/;.*HttpOnly; Secure; SameSite=Lax$/);
  expect(cookie).not.toContain(nonceHash);
  const back = await finish(cookie, await ticketFor(nonceHash, user(), target.searchParams.get("return_to")));
  expect(back?.headers.get("location")).toBe("/projects?status=active");
  expect(back?.headers.get("set-cookie")).toMatch(
    /^__Host-tenantry=[^;]+; Path=\/; Max-Age=\d+; HttpOnly; Secure; SameSite=Lax$/,
  );
  expect((await sessionOn(tenant, cookieOf(back))).session?.userId).toBe(owner.id);
});

// Threat: a session is over at the end of its longest time, and nobody can say any more whose form is sent.
test("the cookie outlives its session, so that whoever sends a form just after the end is known", async () => {
  const { nonceHash, cookie } = begin();
  const back = await finish(cookie, await ticketFor(nonceHash));
  const lives = Number(/Max-Age=(\d+)/.exec(back?.headers.get("set-cookie") ?? "")?.[1]);
  expect(lives).toBeGreaterThan(SESSION_ABSOLUTE_DAYS * 86_400);
  const mine = cookieOf(back);
  const over = "UPDATE control.sessions SET expires_at = now() - interval '1 second' WHERE user_id = $1";
  await adminQuery(tier, over, [owner.id]);
  expect((await sessionOn(tenant, mine)).session).toBeNull();
  const sessions = tenantSessions(tier, tenant, hostnameOf(tenant));
  expect(await sessions.formerOwner(requestWith(mine, tenant))).toBe(owner.id);
});

// Threat: an attacker sends a link with their own ticket, and the victim unknowingly works in the attacker's
// account.
test("a ticket is good only in the browser that asked for it", async () => {
  const attacker = begin();
  const ticket = await ticketFor(attacker.nonceHash);
  expect(await finish(begin().cookie, ticket)).toBeUndefined();
  expect(await finish("", ticket)).toBeUndefined();
  expect(await finish(`${attacker.cookie}; ${begin().cookie}`, ticket)).toBeUndefined();
  expect(await finish(attacker.cookie, ticket)).toBeDefined();
});

// Threat: an attacker has a ticket made for a nonce that every browser without one would seem to have.
test("a browser without a nonce redeems nothing, whatever the ticket was made for", async () => {
  for (const cookie of ["", "__Host-tenantry-enter=", "__Host-tenantry-enter=short"]) {
    for (const nonce of ["", "undefined", "short"])
      expect(await finish(cookie, await ticketFor(hashSecret(nonce)))).toBeUndefined();
  }
});

// Threat: a ticket is taken from the browser's history, or carried to another workspace.
test("a ticket is good once, and on one hostname", async () => {
  const { nonceHash, cookie } = begin();
  const ticket = await ticketFor(nonceHash);
  expect(await finish(cookie, ticket, other)).toBeUndefined();
  expect(await finish(cookie, ticket)).toBeDefined();
  expect(await finish(cookie, ticket)).toBeUndefined();
  expect(await finish(cookie, null)).toBeUndefined();
  expect(await finish(cookie, "x".repeat(5000))).toBeUndefined();
});

// Threat: somebody who is signed in enters a workspace that is not theirs.
test("who is no member gets no ticket", async () => {
  expect(await ticketFor(begin().nonceHash, user({ id: "user_stranger" }))).toBeNull();
});

// Threat: the way back is turned into a way to somebody else's page.
test.each(["https://evil.test/", "//evil.test", "/\\evil.test", "javascript:alert(1)", "", null, "/a\nb"])(
  "a way back to %j leads to the dashboard instead",
  async (returnTo) => {
    const { nonceHash, cookie } = begin();
    const response = await finish(cookie, await ticketFor(nonceHash, user(), returnTo));
    expect(response?.headers.get("location")).toBe("/dashboard");
  },
);

test("a way back is checked when it is written, and once more when it is gone", async () => {
  const { nonceHash, cookie } = begin();
  const hash = hashSecret((await ticketFor(nonceHash, user(), "//evil.test")) ?? "");
  const stored = "SELECT return_to FROM control.tickets WHERE hash = $1";
  expect(await adminQuery(tier, stored, [hash])).toEqual([{ return_to: "/dashboard" }]);
  const ticket = await ticketFor(nonceHash);
  const change = "UPDATE control.tickets SET return_to = '//evil.test' WHERE hash = $1";
  await adminQuery(tier, change, [hashSecret(ticket ?? "")]);
  expect((await finish(cookie, ticket))?.headers.get("location")).toBe("/dashboard");
});

test("two tabs that enter at the same time both arrive", async () => {
  const first = begin();
  const second = begin("/dashboard", first.cookie);
  expect(await finish(second.cookie, await ticketFor(first.nonceHash))).toBeDefined();
  expect(await finish(second.cookie, await ticketFor(second.nonceHash))).toBeDefined();
});

// Threat: a member of one workspace sends its cookie to another.
test("a session of one tenant is nothing on another's hostname, nor for a tenant that took the hostname over", async () => {
  const cookie = await enter();
  expect((await sessionOn(other, cookie)).session).toBeNull();
  expect((await sessionOn(other, cookie, hostnameOf(tenant))).session).toBeNull();
  expect((await sessionOn(tenant, cookie, "custom.example.com")).session).toBeNull();
});

// Threat: a cookie is guessed or edited.
test("a cookie that we did not sign is nobody's", async () => {
  const cookie = await enter();
  const [name, value = ""] = cookie.split("=");
  for (const forged of [
    `${name}=${value.split(".")[0]}`,
    `${name}=${value.split(".")[0]}.`,
    `${name}=`,
    `${name}=e30=`,
    `${name}=${value.slice(0, -4)}AAAA`,
    `${name}=${"a".repeat(4000)}`,
  ]) {
    expect((await sessionOn(tenant, forged)).session).toBeNull();
  }
});

// Threat: another cookie of the same name is set in front of the person's.
test("two session cookies are refused, and taken away", async () => {
  const cookie = await enter();
  for (const second of [cookie, cookie.replace("=", " ="), "__Host-tenantry\t=x"]) {
    const { response } = await sessionOn(tenant, `${second}; ${cookie}`);
    expect((response as Response).status).toBe(400);
    expect((response as Response).headers.get("set-cookie")).toMatch(
      /^__Host-tenantry=; Path=\/; Max-Age=0;/,
    );
  }
});

// Threat: a session that the attacker knows is carried over into the victim's sign-in.
test("entering again makes a new session and ends the one before", async () => {
  const before = await enter();
  const { nonceHash, cookie } = begin();
  const after = cookieOf(await finish(`${cookie}; ${before}`, await ticketFor(nonceHash)));
  expect(after).not.toBe(before);
  expect((await sessionOn(tenant, before)).session).toBeNull();
  expect((await sessionOn(tenant, after)).session).not.toBeNull();
});

test("a session ends at once when it is revoked, and when the provider's session ends", async () => {
  const person = user();
  const [one, two] = [await enter(person), await enter(person)];
  const { session } = await sessionOn(tenant, one);
  await tier.controlDb.write((tx) => revokeSession(tx, session?.idHash ?? ""));
  expect((await sessionOn(tenant, one)).session).toBeNull();
  await tier.controlDb.write((tx) => endSourceSession(tx, person.sessionId, new Date()));
  expect((await sessionOn(tenant, two)).session).toBeNull();
});

// Threat: a ticket that was issued just before signing out is redeemed just after.
test("a ticket of a provider's session that ended meanwhile gives no session", async () => {
  const person = user();
  const { nonceHash, cookie } = begin();
  const ticket = await ticketFor(nonceHash, person);
  await tier.controlDb.write((tx) => endSourceSession(tx, person.sessionId, new Date()));
  expect(await finish(cookie, ticket)).toBeUndefined();
});
