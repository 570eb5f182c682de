import { randomUUID } from "node:crypto";
import { once } from "node:events";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { type User as ClerkUser, createClerkClient } from "@clerk/backend";
import { RouterContextProvider } from "react-router";
import { afterAll, beforeAll, expect, test, vi } from "vitest";
import { dataTierContext, requestContext, type Staff, staffContext } from "#app/context.ts";
import { listLocalUsers } from "#app/db.local.server.ts";
import { deleteUser, endSourceSession, upsertUser } from "#app/db.people.server.ts";
import { listAudit } from "#app/db.server.ts";
import { env } from "#app/env.server.ts";
import { getOptional } from "#app/http/optional-context.ts";
import { requireStaff } from "#app/middleware/staff.server.ts";
import { type DataTier, openDataTier } from "#db/data-tier.ts";
import { adminQuery } from "#db/testing/query.ts";
import { scratchDataTier } from "#db/testing/scratch.ts";
import { beginEnteringPlatform, finishEnteringPlatform, issueStaffTicket } from "./enter-platform.server.ts";
import { verifiedEmailOf } from "./providers/clerk/users.server.ts";
import { addUser } from "./providers/local/changes.ts";
import { localIdentity, startLocalIdentity } from "./providers/local/instance.server.ts";
import { userJson } from "./providers/local/shapes.ts";
import { hashSecret } from "./secret.ts";
import { isStaffEmail } from "./staff.server.ts";

const HOSTNAME = "platform.app.localhost";
const ORIGIN = `http://${HOSTNAME}:3000`;

// The stand-in's own messages go nowhere in this test.
vi.hoisted(() => {
  process.env.PORT = "1";
});

let scratch: DataTier;
let tier: DataTier;
beforeAll(async () => {
  scratch = await scratchDataTier();
  tier = await openDataTier({ urls: scratch.urls, secretsKey: env.SECRETS_KEY });
  await startLocalIdentity(tier);
});
afterAll(async () => {
  await localIdentity().stop();
  await Promise.all([tier.close(), scratch.close()]);
});

/** Somebody whom the provider knows, on the list unless told otherwise. */
async function person({ isListed = true }: { isListed?: boolean } = {}) {
  const email = `Sam-${randomUUID()}@Tenantry.example`;
  const user = await tier.controlDb.write((tx) =>
    addUser(tx, { email, firstName: "Sam", lastName: "Staff" }),
  );
  if (isListed) env.STAFF_EMAILS.push(email.toLowerCase());
  return { id: user.id, email: email.toLowerCase(), sessionId: `sess_${randomUUID()}` };
}
const requestWith = (cookie: string) =>
  new Request(`${ORIGIN}/platform/tenants?q=a`, { headers: { cookie } });
const cookieOf = (response: Response | undefined) => response?.headers.get("set-cookie")?.split(";")[0] ?? "";

function begin() {
  const response = beginEnteringPlatform(requestWith(""), new URL(`${ORIGIN}/platform/tenants?q=a`));
  const target = new URL(response.headers.get("location") ?? "");
  return { target, nonceHash: target.searchParams.get("nonce") ?? "", cookie: cookieOf(response) };
}

type Person = Awaited<ReturnType<typeof person>>;

async function ticketFor(nonceHash: string, user?: Person, returnTo: unknown = "/platform/audit") {
  const target = await issueStaffTicket(tier, user ?? (await person()), { nonceHash, returnTo });
  return target === undefined ? null : new URL(target).searchParams.get("ticket");
}

const finish = (cookie: string, ticket: string | null, hostname = HOSTNAME) =>
  finishEnteringPlatform(tier, requestWith(cookie), { hostname, ip: "203.0.113.7", id: "request-1" }, ticket);

async function enter(user: Person): Promise<string> {
  const { nonceHash, cookie } = begin();
  return cookieOf(await finish(cookie, await ticketFor(nonceHash, user)));
}

/** What the guard makes of a cookie: staff, or the status it answers. */
async function guard(cookie: string, hostname = HOSTNAME): Promise<Staff | number> {
  const context = new RouterContextProvider();
  context.set(dataTierContext, tier);
  const match = { area: "platform" as const, hostname };
  context.set(requestContext, {
    id: "1",
    area: "platform",
    hostname,
    origin: ORIGIN,
    ip: "::1",
    match,
    sender: null,
  });
  const request = requestWith(cookie);
  const args = { request, context, params: {}, url: new URL(request.url), pattern: "/" };
  try {
    await requireStaff(args as never, async () => new Response());
  } catch (thrown) {
    if (thrown instanceof Response) return thrown.status;
    return (thrown as { init: { status: number } }).init.status;
  }
  return getOptional(context, staffContext) ?? 0;
}

test("the way in leads over the apex back to the page, with a session for the platform's hostname", async () => {
  const { target, nonceHash, cookie } = begin();
  expect(target.pathname).toBe("/platform-enter");
  const user = await person();
  const returnTo = target.searchParams.get("return_to");
  const back = await finish(cookie, await ticketFor(nonceHash, user, returnTo));
  expect(back?.headers.get("location")).toBe("/platform/tenants?q=a");
  expect(back?.headers.get("set-cookie")).toMatch(
    /^__Host-tenantry-staff=[^;]+; Path=\/; Max-Age=\d+; HttpOnly; Secure; SameSite=Lax$/,
  );
  expect(await guard(cookieOf(back))).toMatchObject({ id: user.id, email: user.email });
  const { items } = await tier.controlDb.read((tx) => listAudit(tx, { actorId: user.id }));
  expect(items).toMatchObject([{ action: "staff.enter", ip: "203.0.113.7", requestId: "request-1" }]);
});

// Threat: somebody gives a staff person's address as their own without having it.
test("an address that is not verified makes nobody staff, whatever it is", async () => {
  const { email } = await person();
  expect(verifiedEmailOf(await asProvided(email, "verified"))).toBe(email);
  for (const status of ["unverified", "expired", "failed"])
    expect(verifiedEmailOf(await asProvided(email, status)), status).toBeUndefined();
});

test("an address that is not on the list makes nobody staff", async () => {
  expect(await ticketFor(begin().nonceHash, await person({ isListed: false }))).toBeNull();
  const { email } = await person();
  expect(isStaffEmail(email)).toBe(true);
  expect(isStaffEmail(`${email}.evil.test`)).toBe(false);
});

/** A person as the provider's SDK reads them from its API. */
async function asProvided(email: string, status: string): Promise<ClerkUser> {
  const user = await tier.controlDb.read((tx) => listLocalUsers(tx, { limit: 1, offset: 0 }));
  const json = userJson({ ...user.users[0]!, email });
  const address = {
    ...json.email_addresses[0],
    verification: { status, strategy: "email_code", attempts: 1 },
  };
  const answer = JSON.stringify({ ...json, email_addresses: [address] });
  const api = createServer((_request, response) => {
    response.writeHead(200, { "content-type": "application/json" }).end(answer);
  }).listen(0, "127.0.0.1");
  await once(api, "listening");
  const { port } = api.address() as AddressInfo;
  const client = createClerkClient({ secretKey: "sk_live_test", apiUrl: `http://127.0.0.1:${port}` });
  try {
    return await client.users.getUser(json.id);
  } finally {
    api.closeAllConnections();
    api.close();
  }
}

// Threat: a ticket is stolen on its way, used again, or planted in another person's browser.
test("a ticket is good once, in one browser, on one hostname", async () => {
  const mine = begin();
  const ticket = await ticketFor(mine.nonceHash);
  expect(await finish(begin().cookie, ticket)).toBeUndefined();
  expect(await finish("", ticket)).toBeUndefined();
  expect(await finish(mine.cookie, ticket, "acme.app.localhost")).toBeUndefined();
  expect(await finish(mine.cookie, ticket)).toBeDefined();
  expect(await finish(mine.cookie, ticket)).toBeUndefined();
});

// Threat: the way back is turned into a way to somebody else's page.
test.each(["https://evil.test/", "//evil.test", null])(
  "a way back to %j leads to the overview",
  async (to) => {
    const { nonceHash, cookie } = begin();
    const response = await finish(cookie, await ticketFor(nonceHash, await person(), to));
    expect(response?.headers.get("location")).toBe("/platform");
  },
);

test("a way back is checked when it is written, and once more when it is gone", async () => {
  const { nonceHash, cookie } = begin();
  const hash = hashSecret((await ticketFor(nonceHash, await person(), "//evil.test")) ?? "");
  const stored = "SELECT return_to FROM control.staff_tickets WHERE hash = $1";
  expect(await adminQuery(tier, stored, [hash])).toEqual([{ return_to: "/platform" }]);
  const ticket = await ticketFor(nonceHash);
  const change = "UPDATE control.staff_tickets SET return_to = '//evil.test' WHERE hash = $1";
  await adminQuery(tier, change, [hashSecret(ticket ?? "")]);
  expect((await finish(cookie, ticket))?.headers.get("location")).toBe("/platform");
});

// Threat: somebody leaves the company, and their browser is still signed in.
test("who is taken off the list gets 404 with their next request", async () => {
  const user = await person();
  const cookie = await enter(user);
  const listed = env.STAFF_EMAILS;
  env.STAFF_EMAILS = listed.filter((email) => email !== user.email);
  expect(await guard(cookie)).toBe(404);
  env.STAFF_EMAILS = listed;
  expect(await guard(cookie)).toMatchObject({ email: user.email });
});

// Threat: somebody who left the company redeems a ticket that they still had.
test("who was taken off the list has no session from a ticket of before", async () => {
  const user = await person();
  const { nonceHash, cookie } = begin();
  const ticket = await ticketFor(nonceHash, user);
  const listed = env.STAFF_EMAILS;
  env.STAFF_EMAILS = listed.filter((email) => email !== user.email);
  expect(await finish(cookie, ticket)).toBeUndefined();
  env.STAFF_EMAILS = listed;
  const count = "SELECT count(*)::int AS count FROM control.staff_sessions WHERE user_id = $1";
  expect(await adminQuery(tier, count, [user.id])).toEqual([{ count: 0 }]);
});

test("a session is over when its provider's is, when the address changes, and when the person is deleted", async () => {
  const [signedOut, renamed, deleted] = [await person(), await person(), await person()];
  const cookies = [await enter(signedOut), await enter(renamed), await enter(deleted)];
  const now = new Date();
  await tier.controlDb.write(async (tx) => {
    await endSourceSession(tx, signedOut.sessionId, now);
    const names = { firstName: "Sam", lastName: null, avatarUrl: null, sourceUpdatedAt: now };
    await upsertUser(tx, { id: renamed.id, email: "other@example.com", ...names });
    await upsertUser(tx, { id: deleted.id, email: deleted.email, ...names });
    await deleteUser(tx, deleted.id, now);
  });
  expect(await Promise.all(cookies.map((cookie) => guard(cookie)))).toEqual([302, 302, 302]);
});

// Threat: a cookie is guessed, edited, doubled, or carried to another hostname.
test("no other cookie opens the platform", async () => {
  const user = await person();
  const cookie = await enter(user);
  const [name, value = ""] = cookie.split("=");
  const [unsigned] = value.split(".");
  for (const forged of [
    "",
    `${name}=`,
    `${name}=${unsigned}`,
    `${name}=${value.slice(0, -4)}AAAA`,
    `${cookie}; ${cookie}`,
  ]) {
    expect(await guard(forged)).toBe(302);
  }
  expect(await guard(cookie, "acme.app.localhost")).toBe(302);
  expect(await guard(cookie)).toMatchObject({ email: user.email });
});
