/** The provider's own library reads every list of the stand-in, page by page, as it reads the provider's. */
import { afterAll, beforeAll, expect, test, vi } from "vitest";
import { env } from "#app/env.server.ts";
import { type DataTier, openDataTier } from "#db/data-tier.ts";
import { createLocalSession } from "#db/local-identity/sessions.ts";
import { scratchDataTier } from "#db/testing/scratch.ts";
import { identity } from "../../identity.server.ts";
import type { Listed, Lists } from "../../provider-lists.ts";
import { addMembership, addOrganization, addUser, endSession } from "./changes.ts";
import { localIdentity, startLocalIdentity } from "./instance.server.ts";
import { localClient } from "./testing/local-client.ts";

vi.hoisted(() => {
  process.env.PORT = "1";
});

const PEOPLE = 105;
let scratch: DataTier;
let tier: DataTier;
let lists: Lists;
let people: string[];
let organizations: string[];

beforeAll(async () => {
  scratch = await scratchDataTier();
  tier = await openDataTier({ urls: scratch.urls, secretsKey: env.SECRETS_KEY });
  await startLocalIdentity(tier);
  lists = identity.openLists({ pauseMs: 0 });
  // One transaction, one moment: their ids alone put them in order.
  people = await tier.controlDb.write(async (tx) => {
    const ids = [];
    for (let n = 0; n < PEOPLE; n++) {
      const user = await addUser(tx, { email: `l${n}@example.com`, firstName: `L${n}`, lastName: "Isted" });
      ids.push(user.id);
    }
    return ids;
  });
  organizations = await tier.controlDb.write(async (tx) => {
    const ids = [];
    for (const slug of ["first-x", "second-x"]) {
      const made = await addOrganization(tx, { slug, name: slug, createdBy: people[0] ?? "" });
      ids.push(made.id);
    }
    for (const userId of people.slice(1))
      await addMembership(tx, { organizationId: ids[0] ?? "", userId, role: "org:viewer" });
    return ids;
  });
});
afterAll(async () => {
  await localIdentity().stop();
  await Promise.all([tier.close(), scratch.close()]);
});

const idsOf = async (pages: AsyncIterable<Listed<unknown>[]>) => {
  const sizes: number[] = [];
  const ids: string[] = [];
  for await (const page of pages) {
    sizes.push(page.length);
    ids.push(...page.map(({ message }) => message.data.id));
  }
  return { sizes, ids };
};

test("people come in pages of a hundred, the oldest first, each of them once", async () => {
  expect(await idsOf(lists.users())).toEqual({ sizes: [100, PEOPLE - 100], ids: people });
  const { users } = localClient();
  const page = await users.getUserList({ limit: 2, offset: 1 });
  expect(page).toMatchObject({ totalCount: PEOPLE });
  expect(page.data.map(({ id }) => id)).toEqual(people.slice(-3, -1).reverse());
});

test("organizations and all of their memberships are listed with how many there are", async () => {
  expect((await idsOf(lists.organizations())).ids).toEqual(organizations);
  const { sizes, ids } = await idsOf(lists.memberships());
  expect(sizes).toEqual([100, PEOPLE + 1 - 100]);
  expect(new Set(ids).size).toBe(PEOPLE + 1);
  const client = localClient();
  const page = await client.organizations.getInstanceOrganizationMembershipList({ limit: 1 });
  expect(page.totalCount).toBe(PEOPLE + 1);
  expect(page.data[0]?.organization.createdBy).toBe(people[0]);
});

test("invitations are listed in every state", async () => {
  const [organizationId = ""] = organizations;
  const client = localClient();
  const [pending, revoked] = await Promise.all(
    ["one@example.com", "two@example.com"].map((emailAddress) =>
      client.organizations.createOrganizationInvitation({ organizationId, emailAddress, role: "org:member" }),
    ),
  );
  await client.organizations.revokeOrganizationInvitation({
    organizationId,
    invitationId: revoked?.id ?? "",
  });
  const states = new Map<string, unknown>();
  for await (const page of lists.invitations(organizationId))
    for (const { object } of page) states.set(object.id, object.status);
  expect(states).toEqual(
    new Map([
      [pending?.id, "pending"],
      [revoked?.id, "revoked"],
    ]),
  );
  expect(await lists.invitation(organizationId, pending?.id ?? "")).toMatchObject({
    object: { status: "pending" },
    message: { type: "organizationInvitation.created" },
  });
});

test("each object is answered by its id as its messages tell it, and what is not there as nothing", async () => {
  const [organizationId = ""] = organizations;
  const [userId = ""] = people;
  expect(await lists.user(userId)).toMatchObject({
    object: { id: userId, firstName: "L0" },
    message: { type: "user.updated", data: { object: "user", first_name: "L0" } },
  });
  expect(await lists.organization(organizationId)).toMatchObject({
    object: { slug: "first-x", createdBy: userId },
    message: { organizationId },
  });
  expect(await lists.membership({ organizationId, userId })).toMatchObject({
    object: { role: "owner", organizationId, person: { id: userId } },
    message: { data: { role: "org:owner" }, organizationId },
  });
  expect(await lists.user("user_nobody")).toBeUndefined();
  expect(await lists.organization("org_none")).toBeUndefined();
  expect(await lists.membership({ organizationId, userId: "user_nobody" })).toBeUndefined();
  expect(await lists.membership({ organizationId: "org_none", userId })).toBeUndefined();
  expect(await lists.invitation(organizationId, "orginv_none")).toBeUndefined();
});

test("a session tells whether it is over", async () => {
  const session = await tier.controlDb.write((tx) => createLocalSession(tx, people[0] ?? ""));
  expect(await lists.endOfSession(session.id)).toBeUndefined();
  await tier.controlDb.write((tx) => endSession(tx, session.id, "revoked"));
  expect(await lists.endOfSession(session.id)).toMatchObject({
    type: "session.revoked",
    data: { id: session.id },
  });
  expect(await lists.endOfSession("sess_none")).toBeUndefined();
});
