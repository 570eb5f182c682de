import { createClerkClient } from "@clerk/backend";
import { isClerkAPIResponseError } from "@clerk/backend/errors";
import { type LoaderFunctionArgs, RouterContextProvider } from "react-router";
import { afterAll, beforeAll, expect, test, vi } from "vitest";
import { type Area, dataTierContext, requestContext } from "#app/context.ts";
import {
  claimLocalMessages,
  ensureLocalInstance,
  postponeLocalMessage,
  removeLocalMessage,
} from "#app/db.local.server.ts";
import { deleteUser, endSourceSession, upsertUser } from "#app/db.people.server.ts";
import { env } from "#app/env.server.ts";
import { type DataTier, openDataTier } from "#db/data-tier.ts";
import { ensureLocalUser } from "#db/local-identity/users.ts";
import { adminQuery } from "#db/testing/query.ts";
import { scratchDataTier } from "#db/testing/scratch.ts";
import { outerAddresses } from "../../../../server/testing/addresses.ts";
import { authenticate, getUser } from "../../current-user.server.ts";
import { identity } from "../../identity.server.ts";
import { SlugTakenAtProvider } from "../../provider-errors.ts";
import { addUser } from "./changes.ts";
import { type LocalIdentity, localIdentity, startLocalIdentity } from "./instance.server.ts";
import { listPeople, signIn, signUp } from "./people.server.ts";
import { localClient } from "./testing/local-client.ts";

vi.hoisted(() => {
  process.env.PORT = "1";
  process.env.STAFF_EMAILS = "sam@example.com";
});

let scratch: DataTier;
let tier: DataTier;
let standIn: LocalIdentity;
let count = 0;

beforeAll(async () => {
  scratch = await scratchDataTier();
  tier = await openDataTier({ urls: scratch.urls, secretsKey: env.SECRETS_KEY });
  standIn = await startLocalIdentity(tier);
});
afterAll(async () => {
  await standIn.stop();
  await Promise.all([tier.close(), scratch.close()]);
});

const newUser = () => {
  const email = `u${count++}@example.com`;
  return tier.controlDb.write((tx) => addUser(tx, { email, firstName: "Una", lastName: "User" }));
};
const failure = async (call: Promise<unknown>) => {
  const error = await call.then(
    () => undefined,
    (thrown: unknown) => thrown,
  );
  return isClerkAPIResponseError(error) ? [error.status, error.errors[0]?.code] : error;
};

// Threat: from another machine somebody asks the stand-in's API for a session.
test("the stand-in's API is reached by this machine's own loopback address alone", async () => {
  const { hostname, port } = new URL(standIn.apiUrl);
  expect(hostname).toBe("127.0.0.1");
  const knock = async (host: string) => (await fetch(`http://${host}:${port}/v1/users`)).status;
  expect(await knock(hostname)).toBe(401);
  // What listens on every address answers there too.
  for (const host of ["127.0.0.2", ...outerAddresses])
    await expect(knock(host), host).rejects.toThrow("fetch failed");
});

test("the provider's SDK reads people, organizations and roles from the stand-in", async () => {
  const client = localClient();
  const user = await newUser();
  expect((await client.users.getUser(user.id)).primaryEmailAddress?.emailAddress).toBe(user.email);
  expect((await client.users.getUserList({ limit: 1 })).totalCount).toBeGreaterThan(0);
  const { organizationId } = await identity.organizations.create({
    userId: user.id,
    name: "Ünï 😀",
    slug: "uni-one",
    plan: "enterprise",
  });
  const organization = await client.organizations.getOrganization({ slug: "uni-one" });
  expect(organization).toMatchObject({
    id: organizationId,
    name: "Ünï 😀",
    createdBy: user.id,
    privateMetadata: { plan: "enterprise" },
  });
  const { data } = await client.organizations.getOrganizationMembershipList({ organizationId });
  expect(data.map(({ role, publicUserData }) => [role, publicUserData?.userId])).toEqual([
    ["org:owner", user.id],
  ]);
  const roles = await client.organizationRoles.getOrganizationRoleList({ query: "org:owner" });
  expect(roles.data.map(({ key }) => key)).toEqual(["org:owner"]);
});

test("memberships are listed by person, role and page, the newest first", async () => {
  const { organizations } = localClient();
  const [user, second, third] = [await newUser(), await newUser(), await newUser()];
  const { organizationId } = await identity.organizations.create({
    userId: user.id,
    name: "Many",
    slug: "many-x",
    plan: "standard",
  });
  for (const { id: userId } of [second, third])
    await organizations.createOrganizationMembership({ organizationId, userId, role: "org:member" });
  type Asked = Omit<Parameters<typeof organizations.getOrganizationMembershipList>[0], "organizationId">;
  const list = async (asked: Asked) => {
    const page = await organizations.getOrganizationMembershipList({ organizationId, ...asked });
    return [page.data.map(({ publicUserData }) => publicUserData?.userId), page.totalCount];
  };
  expect(await list({})).toEqual([[third.id, second.id, user.id], 3]);
  expect(await list({ orderBy: "+created_at", limit: 1, offset: 1 })).toEqual([[second.id], 3]);
  expect(await list({ userId: [second.id, "user_nobody"] })).toEqual([[second.id], 1]);
  expect(await list({ role: ["org:owner"] })).toEqual([[user.id], 1]);
  expect(await list({ role: ["org:unknown"] })).toEqual([[], 0]);
});

test("the SDK's errors are the provider's", async () => {
  const client = localClient();
  expect(await failure(client.users.getUser("user_nobody"))).toEqual([404, "resource_not_found"]);
  const user = await newUser();
  await identity.organizations.create({ userId: user.id, name: "Twice", slug: "twice-x", plan: "standard" });
  const again = identity.organizations.create({
    userId: user.id,
    name: "Twice",
    slug: "twice-x",
    plan: "standard",
  });
  await expect(again).rejects.toBeInstanceOf(SlugTakenAtProvider);
});

// Threat: another program on the machine talks to the stand-in.
test("without its secret key the stand-in tells nothing", async () => {
  const { apiUrl } = localIdentity();
  const stranger = createClerkClient({ secretKey: "sk_live_wrong", apiUrl });
  expect(await failure(stranger.users.getUserList())).toEqual([401, "authentication_invalid"]);
  expect((await fetch(`${apiUrl}/v1/users`)).status).toBe(401);
});

// Threat: a deployment forgets its keys, and the stand-in lets anybody in.
test("the stand-in does not run in production", async () => {
  const isProduction = vi.spyOn(env, "isProduction", "get").mockReturnValue(true);
  expect(() => localIdentity()).toThrow("does not run in production");
  await expect(startLocalIdentity(tier)).rejects.toThrow("does not run in production");
  isProduction.mockRestore();
});

test("keys are made once for a database", async () => {
  const keys = await Promise.all(Array.from({ length: 3 }, () => tier.controlDb.write(ensureLocalInstance)));
  expect(new Set(keys.map(({ webhookSecret }) => webhookSecret)).size).toBe(1);
});

/** What the app makes of a browser's cookies on the apex. */
async function whoIs(cookies: Headers, area: Area = "apex") {
  const cookie = cookies
    .getSetCookie()
    .map((line) => line.split(";")[0])
    .join("; ");
  const url = new URL("/workspaces", env.baseUrl);
  const request = new Request(url, { headers: { cookie } });
  const args = {
    request,
    context: new RouterContextProvider(),
    params: {},
    url,
    pattern: "/",
  } as LoaderFunctionArgs;
  const { baseHostname: hostname, baseUrl } = env;
  const match = { area: "apex" as const, hostname };
  const info = { id: "1", area, hostname, origin: baseUrl.origin, ip: "::1", match, sender: null };
  args.context.set(requestContext, info);
  args.context.set(dataTierContext, tier);
  await authenticate(args as never, async () => new Response());
  return getUser(args);
}

test("who signs up is signed in, also before any message about them has come", async () => {
  const cookies = await signUp(tier, { email: "new@example.com", firstName: "Nia", lastName: "New" });
  expect(cookies.getSetCookie().join()).not.toMatch(/domain/i);
  expect(await whoIs(cookies)).toMatchObject({ email: "new@example.com", firstName: "Nia" });
});

// Threat: the token of somebody who signed out is kept and used while it is still fresh.
test("who signed out is signed out, though the token would be good", async () => {
  const { id } = await newUser();
  const cookies = (await signIn(tier, { userId: id })) as Headers;
  const user = await whoIs(cookies);
  expect(user?.id).toBe(id);
  await tier.controlDb.write((tx) => endSourceSession(tx, user?.sessionId ?? "", new Date()));
  expect(await whoIs(cookies)).toBeNull();
});

// Threat: the token of somebody who was deleted is still fresh, and the provider still answers for them.
test("who was deleted is nobody, though the token would be good", async () => {
  const { id } = await newUser();
  const cookies = (await signIn(tier, { userId: id })) as Headers;
  expect((await whoIs(cookies))?.id).toBe(id);
  await tier.controlDb.write((tx) => deleteUser(tx, id, new Date()));
  expect(await whoIs(cookies)).toBeNull();
});

// Threat: somebody whom their company's directory took out has a token that is still fresh.
test("whom the provider bars is nobody, though the token would be good", async () => {
  const { id } = await newUser();
  const cookies = (await signIn(tier, { userId: id })) as Headers;
  expect((await whoIs(cookies))?.id).toBe(id);
  await adminQuery(tier, "update control.users set is_barred = true where id = $1", [id]);
  expect(await whoIs(cookies)).toBeNull();
});

// Threat: a token of the apex is shown on another hostname, whose pages may be somebody else's.
test("the provider's token is nothing on another area's hostname", async () => {
  const { id } = await newUser();
  const cookies = (await signIn(tier, { userId: id })) as Headers;
  for (const area of ["tenant", "platform", "none"] as const)
    await expect(whoIs(cookies, area)).rejects.toThrow(/clerkMiddleware/);
});

test("an address is one person's, in whatever capitals, and nobody signs in with an unknown one", async () => {
  await signUp(tier, { email: "cap@example.com", firstName: "C", lastName: "Ap" });
  await expect(
    signUp(tier, { email: "CAP@example.com", firstName: "C", lastName: "Ap" }),
  ).rejects.toMatchObject({
    field: "email",
  });
  expect(await signIn(tier, { email: "Cap@Example.com" })).toBeInstanceOf(Headers);
  expect(await signIn(tier, { email: "nobody@example.com" })).toBeUndefined();
  expect(await signIn(tier, { userId: "user_nobody" })).toBeUndefined();
});

test("the people to choose from are grouped by workspace, and staff stand apart", async () => {
  await tier.controlDb.write((tx) =>
    ensureLocalUser(tx, { id: "user_sam", email: "sam@example.com", firstName: "Sam", lastName: "Staff" }),
  );
  const user = await newUser();
  await identity.organizations.create({
    userId: user.id,
    name: "Grouped",
    slug: "grouped-x",
    plan: "standard",
  });
  const { groups, staff } = await listPeople(tier);
  expect(staff.map(({ id }) => id)).toEqual(["user_sam"]);
  expect(groups.find(({ workspace }) => workspace === "Grouped")?.people.map(({ id }) => id)).toEqual([
    user.id,
  ]);
  expect(groups.flatMap(({ people }) => people).some(({ id }) => id === "user_sam")).toBe(false);
});

test("who is in several workspaces is listed once, in the oldest of them", async () => {
  const user = await newUser();
  const create = (slug: string) =>
    identity.organizations.create({ userId: user.id, name: slug, slug, plan: "standard" });
  await create("older-x");
  await create("newer-x");
  const { groups } = await listPeople(tier);
  const places = groups.filter(({ people }) => people.some(({ id }) => id === user.id));
  expect(places.map(({ workspace }) => workspace)).toEqual(["older-x"]);
});

test("only the first people are listed, and who is staff is always among them", async () => {
  for (let i = 0; i < 31; i++) await newUser();
  const { groups, staff, hasMore } = await listPeople(tier);
  expect(groups.flatMap(({ people }) => people).length).toBeLessThanOrEqual(30);
  expect(hasMore).toBe(true);
  expect(staff.map(({ id }) => id)).toEqual(["user_sam"]);
});

test("the app's own projection is preferred to asking the provider", async () => {
  const { id } = await newUser();
  const projected = { id, email: "p@example.com", firstName: "Projected", lastName: null, avatarUrl: null };
  await tier.controlDb.write((tx) => upsertUser(tx, { ...projected, sourceUpdatedAt: new Date() }));
  expect(await whoIs((await signIn(tier, { userId: id })) as Headers)).toMatchObject({
    firstName: "Projected",
  });
});

test("a message waits in the database until it is delivered, and is offered to one sender at a time", async () => {
  await standIn.stop();
  await tier.controlDb.write(async (tx) => {
    for (const message of await claimLocalMessages(tx, 1000)) await removeLocalMessage(tx, message.position);
  });
  await adminQuery(tier, "delete from local_identity.outbox");
  await newUser();
  const claim = () => tier.controlDb.write((tx) => claimLocalMessages(tx, 10));
  const [first, second] = await Promise.all([claim(), claim()]);
  const [message, ...others] = [...first, ...second];
  expect(others).toEqual([]);
  expect(message).toMatchObject({ attempts: 1, body: { type: "user.created" } });
  if (!message) return;
  await tier.controlDb.write((tx) => postponeLocalMessage(tx, message));
  await expect.poll(claim).toMatchObject([{ messageId: message.messageId, attempts: 2 }]);
});
