/** The provider's SDK, and our boundary to it, against the stand-in's invitations. */
import { isClerkAPIResponseError } from "@clerk/backend/errors";
import { afterAll, beforeAll, expect, test, vi } from "vitest";
import { getLocalInvitation, getLocalMail, listLocalMails } from "#app/db.local.server.ts";
import { env } from "#app/env.server.ts";
import { type DataTier, openDataTier } from "#db/data-tier.ts";
import { adminQuery } from "#db/testing/query.ts";
import { scratchDataTier } from "#db/testing/scratch.ts";
import { identity } from "../../identity.server.ts";
import { loadMail, loadOutbox } from "../../outbox.server.ts";
import { followInvitation, readTicket } from "./accept.server.ts";
import { addUser } from "./changes.ts";
import { type LocalIdentity, startLocalIdentity } from "./instance.server.ts";
import { acceptInvitation } from "./invitation-changes.ts";
import { localClient } from "./testing/local-client.ts";

vi.hoisted(() => {
  process.env.PORT = "1";
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

const email = () => `guest${count++}@example.com`;
const newUser = (address = email()) =>
  tier.controlDb.write((tx) => addUser(tx, { email: address, firstName: "Una", lastName: "User" }));

async function place() {
  const owner = await newUser();
  const wanted = {
    userId: owner.id,
    name: "Acme & Söhne",
    slug: `place-${count++}`,
    plan: "standard" as const,
  };
  const { organizationId } = await identity.organizations.create(wanted);
  const ask = (emails: string[], role: "owner" | "admin" | "member" | "viewer" = "member") =>
    identity.invitations.invite({ organizationId, inviterId: owner.id, emails, role });
  return { owner, organizationId, ask };
}

const failure = async (call: Promise<unknown>) => {
  const error = await call.catch((thrown: unknown) => thrown);
  if (!isClerkAPIResponseError(error)) return error;
  const [first] = error.errors;
  const { code, longMessage: told, meta } = first ?? {};
  return { status: error.status, code, told, emails: meta?.emailAddresses };
};

test("the SDK makes, reads, lists and revokes an invitation", async () => {
  const { owner, organizationId } = await place();
  const { organizations } = localClient();
  const made = await organizations.createOrganizationInvitation({
    organizationId,
    emailAddress: "New.Guest@Example.com",
    role: "org:viewer",
    inviterUserId: owner.id,
    redirectUrl: "http://app.localhost:3000/invitations/accept?x=1",
    publicMetadata: { team: "red" },
  });
  expect(made).toMatchObject({
    emailAddress: "New.Guest@Example.com",
    role: "org:viewer",
    organizationId,
    status: "pending",
    publicMetadata: { team: "red" },
    publicOrganizationData: { name: "Acme & Söhne" },
  });
  expect(made.id).toMatch(/^orginv_/);
  expect(Math.round((made.expiresAt - made.createdAt) / 86_400_000)).toBe(30);
  expect(made.url).toMatch(
    /^http:\/\/app\.localhost:3000\/invitations\/accept\?x=1&__clerk_ticket=[\w-]{43}$/,
  );
  const key = { organizationId, invitationId: made.id };
  expect(await organizations.getOrganizationInvitation(key)).toMatchObject({ id: made.id });
  const list = (status: "pending" | "revoked") =>
    organizations.getOrganizationInvitationList({ organizationId, status: [status], limit: 1 });
  expect(await list("pending")).toMatchObject({ totalCount: 1, data: [{ id: made.id }] });
  const revoked = await organizations.revokeOrganizationInvitation({ ...key, requestingUserId: owner.id });
  expect(revoked).toMatchObject({ status: "revoked", url: null });
  expect(await list("pending")).toMatchObject({ totalCount: 0, data: [] });
  expect(await list("revoked")).toMatchObject({ totalCount: 1 });
  expect(await failure(organizations.revokeOrganizationInvitation(key))).toMatchObject({
    status: 404,
    code: "organization_invitation_not_pending",
  });
});

test("the SDK's refusals are the provider's", async () => {
  const { owner, organizationId, ask } = await place();
  const { organizations } = localClient();
  const make = (emailAddress: string, inviterUserId = owner.id) =>
    organizations.createOrganizationInvitation({
      organizationId,
      emailAddress,
      role: "org:member",
      inviterUserId,
    });
  await ask(["twice@example.com"]);
  expect(await failure(make("TWICE@example.com"))).toEqual({
    status: 400,
    code: "duplicate_record",
    told: "There are already pending invitations for the following email addresses: TWICE@example.com",
    emails: ["TWICE@example.com"],
  });
  expect(await failure(make(owner.email))).toMatchObject({
    status: 400,
    code: "already_a_member_in_organization",
  });
  expect(await failure(make("no address"))).toMatchObject({ status: 422, code: "form_param_invalid" });
  const stranger = await newUser();
  expect(await failure(make(email(), stranger.id))).toMatchObject({
    status: 403,
    code: "not_a_member_in_organization",
  });
  const many = Array.from({ length: 11 }, () => ({ emailAddress: email(), role: "org:member" }));
  expect(await failure(organizations.createOrganizationInvitationBulk(organizationId, many))).toMatchObject({
    status: 422,
  });
  const elsewhere = await place();
  const [foreign] = await elsewhere.ask([email()]);
  const id = foreign?.outcome === "invited" ? foreign.invitation.id : "";
  const other = organizations.getOrganizationInvitation({ organizationId, invitationId: id });
  expect(await failure(other)).toMatchObject({ status: 404, code: "resource_not_found" });
});

test("each of many is answered, though the provider takes all or none of a call", async () => {
  const { owner, ask } = await place();
  const [fresh, other, known] = [email(), email(), email()];
  await ask([known.toUpperCase()]);
  const answers = await ask([fresh, owner.email.toUpperCase(), known, "x@@example.com", other]);
  expect(answers.map(({ outcome }) => outcome)).toEqual([
    "invited",
    "alreadyMember",
    "alreadyInvited",
    "malformed",
    "invited",
  ]);
  expect(answers.map((answer) => answer.email)[3]).toBe("x@@example.com");
  const all = await ask(Array.from({ length: identity.invitations.atOnce }, email));
  expect(all.every(({ outcome }) => outcome === "invited")).toBe(true);
  expect(await ask([])).toEqual([]);
});

test("one in any capitals, or composed otherwise, is one address", async () => {
  const { ask } = await place();
  const outcomes = await Promise.all(
    ["İNCİ@x.example", "groß@x.example", "cafe\u0301@x.example"].map((a) => ask([a])),
  );
  expect(outcomes.flat().map(({ outcome }) => outcome)).toEqual(["invited", "invited", "invited"]);
  for (const again of ["i̇nci̇@X.example", "GROẞ@x.example", "Caf\u00e9@x.example"])
    expect(await ask([again]), again).toMatchObject([{ outcome: "alreadyInvited" }]);
  expect(await ask(["gross@x.example"])).toMatchObject([{ outcome: "invited" }]);
});

test("what is revoked can be asked again; what waits no more is nothing to revoke", async () => {
  const { owner, organizationId, ask } = await place();
  const address = email();
  const [first] = await ask([address], "admin");
  const { id = "" } = first?.outcome === "invited" ? first.invitation : {};
  const revoke = (invitationId: string) =>
    identity.invitations.revoke({ organizationId, invitationId, revokerId: owner.id });
  expect(await revoke(id)).toMatchObject({ id, status: "revoked", role: "admin" });
  expect(await revoke(id)).toBeUndefined();
  expect(await revoke("orginv_nobody")).toBeUndefined();
  expect(await ask([address])).toMatchObject([{ outcome: "invited" }]);
  expect(await identity.invitations.fetch({ organizationId, invitationId: id })).toMatchObject({
    status: "revoked",
  });
  expect((await identity.invitations.listPending(organizationId)).map((one) => one.email)).toEqual([address]);
});

test("one that is late is expired, and leaves its place to another", async () => {
  const { organizationId, ask } = await place();
  const address = email();
  await ask([address]);
  await adminQuery(tier, "update local_identity.invitations set expires_at = now() where email = $1", [
    address,
  ]);
  const { organizations } = localClient();
  const expired = () => organizations.getOrganizationInvitationList({ organizationId, status: ["expired"] });
  expect(await expired()).toMatchObject({ totalCount: 1, data: [{ status: "expired", url: null }] });
  expect(await ask([address])).toMatchObject([{ outcome: "invited" }]);
  expect(await expired()).toMatchObject({ totalCount: 1 });
});

test("who accepts is in the organization in the role they were asked for, once", async () => {
  const { organizationId, ask } = await place();
  const guest = await newUser();
  const [made] = await ask([guest.email], "viewer");
  const { id = "" } = made?.outcome === "invited" ? made.invitation : {};
  const accept = () => tier.controlDb.write((tx) => acceptInvitation(tx, id, guest.id));
  const [one, two] = await Promise.all([accept(), accept()]);
  expect([one, two].filter(Boolean)).toMatchObject([{ status: "accepted", userId: guest.id }]);
  const { organizations } = localClient();
  const { data } = await organizations.getOrganizationMembershipList({ organizationId });
  expect(data.map(({ role }) => role).sort()).toEqual(["org:owner", "org:viewer"]);
});

test("the mail says who asks where as what, in text and in HTML, and leads to the ticket", async () => {
  const { ask } = await place();
  const address = email();
  const [made] = await ask([address], "admin");
  const [brief] = await tier.controlDb.read(listLocalMails);
  const mail = await tier.controlDb.read((tx) => getLocalMail(tx, brief?.id ?? ""));
  expect(mail).toMatchObject({ to: address, subject: "Una User has invited you to join Acme & Söhne" });
  const link = /http:\S+/.exec(mail?.text ?? "")?.[0] ?? "";
  expect(link).toMatch(/\/invitations\/accept\?__clerk_ticket=[\w-]{43}&__clerk_status=sign_up$/);
  expect(mail?.text).toContain("as admin");
  expect(mail?.html).toContain(`href="${link.replaceAll("&", "&amp;")}"`);
  expect(mail?.html).toContain("Acme &amp; Söhne");
  expect(made?.outcome).toBe("invited");
});

// Threat: the link of a mail is forwarded, or found, and somebody else joins by it.
test("nobody follows an invitation that is another's, whoever has the link", async () => {
  const { organizationId, ask } = await place();
  const [guest, stranger] = [await newUser(), await newUser()];
  const [made] = await ask([guest.email.toUpperCase()], "admin");
  const { id = "" } = made?.outcome === "invited" ? made.invitation : {};
  const kept = await tier.controlDb.read((tx) => getLocalInvitation(tx, { id }));
  const ticket = await readTicket(tier, kept?.ticket ?? "");
  if (!ticket) return expect.unreachable("no ticket");
  expect(ticket).toMatchObject({ role: "admin", inviter: "Una User", hasAccount: true, organizationId });
  expect(await followInvitation(tier, ticket, stranger.id)).toBe(false);
  expect(await followInvitation(tier, ticket, "user_nobody")).toBe(false);
  expect(await followInvitation(tier, ticket, guest.id)).toBe(true);
  expect(await followInvitation(tier, ticket, guest.id)).toBe(false);
  expect(await readTicket(tier, `${kept?.ticket}x`)).toBeUndefined();
});

// Threat: a deployment with the real provider shows a page with everybody's mail.
test("with the real provider there is no outbox", async () => {
  expect((await loadOutbox(tier)).length).toBeGreaterThan(0);
  const outbox = vi.spyOn(identity, "outbox", "get").mockReturnValue(undefined);
  await expect(loadOutbox(tier)).rejects.toMatchObject({ init: { status: 404 } });
  await expect(loadMail(tier, "ema_x")).rejects.toMatchObject({ init: { status: 404 } });
  outbox.mockRestore();
});

test("an old mail makes room for a new one, and an address of none is a 404", async () => {
  await adminQuery(
    tier,
    `insert into local_identity.mails (id, "to", subject, text, html)
     select 'ema_' || n, 'old@example.com', 's', 't', 'h' from generate_series(1, 300) n`,
  );
  const { ask } = await place();
  await ask([email()]);
  expect(await loadOutbox(tier)).toHaveLength(200);
  for (const id of ["ema_", "x\0", `ema_${"0".repeat(32)}`])
    await expect(loadMail(tier, id)).rejects.toMatchObject({ init: { status: 404 } });
});
