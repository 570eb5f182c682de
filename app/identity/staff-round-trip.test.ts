import { randomUUID } from "node:crypto";
import { RouterContextProvider } from "react-router";
import { afterAll, beforeAll, expect, test, vi } from "vitest";
import { requestContext, type Staff, staffContext } from "#app/context.ts";
import { deleteUser, endSourceSession, listAudit, startDataTier, upsertUser } from "#app/db.server.ts";
import { env } from "#app/env.server.ts";
import { requireStaff } from "#app/middleware/staff.server.ts";
import { getOptional } from "#app/optional-context.ts";
import type { DataTier } from "#db/data-tier.ts";
import { scratchDataTier } from "#db/testing/scratch.ts";
import {
  beginEnteringPlatform,
  finishEnteringPlatform,
  issueStaffTicket,
} from "./staff-round-trip.server.ts";

const HOSTNAME = "platform.app.localhost";
const ORIGIN = `http://${HOSTNAME}:3000`;
const EMAIL = "Sam@Tenantry.example";

/** The provider's answer about a person. */
const provider = { email: EMAIL, status: "verified" };
vi.mock("./client.server.ts", () => ({
  unlessMissing: <T>(call: Promise<T>) => call,
  clerkClient: async () => ({
    users: {
      getUser: async () => ({
        primaryEmailAddress: { emailAddress: provider.email, verification: { status: provider.status } },
      }),
    },
  }),
}));

let scratch: DataTier;
let tier: DataTier;
beforeAll(async () => {
  env.STAFF_EMAILS = [EMAIL.toLowerCase()];
  scratch = await scratchDataTier();
  tier = await startDataTier({ urls: scratch.urls, secretsKey: env.SECRETS_KEY });
});
afterAll(() => Promise.all([tier.close(), scratch.close()]));

const person = () => ({ id: `user_${randomUUID()}`, sessionId: `sess_${randomUUID()}` });
const requestWith = (cookie: string) =>
  new Request(`${ORIGIN}/platform/tenants?q=a`, { headers: { cookie } });
const cookieOf = (response: Response | undefined) => response?.headers.get("set-cookie")?.split(";")[0] ?? "";

function begin() {
  const response = beginEnteringPlatform(requestWith(""), new URL(`${ORIGIN}/platform/tenants?q=a`));
  const target = new URL(response.headers.get("location") ?? "");
  return { target, nonceHash: target.searchParams.get("nonce") ?? "", cookie: cookieOf(response) };
}

async function ticketFor(nonceHash: string, user = person(), returnTo: unknown = "/platform/audit") {
  const target = await issueStaffTicket(user, { nonceHash, returnTo });
  return target === undefined ? null : new URL(target).searchParams.get("ticket");
}

const finish = (cookie: string, ticket: string | null, hostname = HOSTNAME) =>
  finishEnteringPlatform(requestWith(cookie), { hostname, ip: "203.0.113.7", id: "request-1" }, ticket);

async function enter(user = person()): Promise<string> {
  const { nonceHash, cookie } = begin();
  return cookieOf(await finish(cookie, await ticketFor(nonceHash, user)));
}

/** What the guard makes of a cookie: staff, or the status it answers. */
async function guard(cookie: string, hostname = HOSTNAME): Promise<Staff | number> {
  const context = new RouterContextProvider();
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
  const user = person();
  const returnTo = target.searchParams.get("return_to");
  const back = await finish(cookie, await ticketFor(nonceHash, user, returnTo));
  expect(back?.headers.get("location")).toBe("/platform/tenants?q=a");
  expect(back?.headers.get("set-cookie")).toMatch(
    /^__Host-tenantry-staff=[^;]+; Max-Age=\d+; Path=\/; HttpOnly; Secure; SameSite=Lax$/,
  );
  expect(await guard(cookieOf(back))).toMatchObject({ id: user.id, email: EMAIL.toLowerCase() });
  const { items } = await tier.controlDb.read((tx) => listAudit(tx, { actorId: user.id }));
  expect(items).toMatchObject([{ action: "staff.enter", ip: "203.0.113.7", requestId: "request-1" }]);
});

// Threat: somebody gives a staff person's address as their own without having it.
test("an address that is not verified, or not on the list, makes nobody staff", async () => {
  for (const [email, status] of [
    [EMAIL, "unverified"],
    ["ada@acme.example", "verified"],
    [`${EMAIL}.evil.test`, "verified"],
  ] as const) {
    Object.assign(provider, { email, status });
    expect(await ticketFor(begin().nonceHash), `${email} ${status}`).toBeNull();
  }
  Object.assign(provider, { email: EMAIL, status: "verified" });
});

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
    const response = await finish(cookie, await ticketFor(nonceHash, person(), to));
    expect(response?.headers.get("location")).toBe("/platform");
  },
);

// Threat: somebody leaves the company, and their browser is still signed in.
test("who is taken off the list gets 404 with their next request", async () => {
  const cookie = await enter();
  env.STAFF_EMAILS = [];
  expect(await guard(cookie)).toBe(404);
  env.STAFF_EMAILS = [EMAIL.toLowerCase()];
  expect(await guard(cookie)).toMatchObject({ email: EMAIL.toLowerCase() });
});

test("a session is over when its provider's is, when the address changes, and when the person is deleted", async () => {
  const [signedOut, renamed, deleted] = [person(), person(), person()];
  const cookies = [await enter(signedOut), await enter(renamed), await enter(deleted)];
  const now = new Date();
  await tier.controlDb.write(async (tx) => {
    await endSourceSession(tx, signedOut.sessionId, now);
    const names = { firstName: "Sam", lastName: null, avatarUrl: null, sourceUpdatedAt: now };
    await upsertUser(tx, { id: renamed.id, email: "other@example.com", ...names });
    await upsertUser(tx, { id: deleted.id, email: EMAIL, ...names });
    await deleteUser(tx, deleted.id, now);
  });
  expect(await Promise.all(cookies.map((cookie) => guard(cookie)))).toEqual([302, 302, 302]);
});

// Threat: a cookie is guessed, edited, doubled, or carried to another hostname.
test("no other cookie opens the platform", async () => {
  const cookie = await enter();
  const [name, value = ""] = cookie.split("=");
  for (const forged of ["", `${name}=`, `${name}=${value.slice(0, -4)}AAAA`, `${cookie}; ${cookie}`]) {
    expect(await guard(forged)).toBe(302);
  }
  expect(await guard(cookie, "acme.app.localhost")).toBe(302);
  expect(await guard(cookie)).toMatchObject({ email: EMAIL.toLowerCase() });
});
