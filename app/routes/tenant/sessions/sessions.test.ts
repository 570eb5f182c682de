// Threat: a lost laptop stays signed in, or somebody ends the sessions of another.
import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, beforeEach, expect, test, vi } from "vitest";
import { type Member, sessionContext } from "#app/context.ts";
import { createSession, exchangeSession, getSession } from "#app/db.people.server.ts";
import { hasTombstone, listAudit } from "#app/db.server.ts";
import { env } from "#app/env.server.ts";
import { takeFlash } from "#app/http/flash.server.ts";
import { localIdentity, startLocalIdentity } from "#app/identity/providers/local/instance.server.ts";
import { asked, makeWorkspace, refusalOf, type Workspace } from "#app/testing/in-workspace.ts";
import { type DataTier, openDataTier } from "#db/data-tier.ts";
import { scratchDataTier } from "#db/testing/scratch.ts";
import { action as endOfMember } from "../members/member-sessions.ts";
import { action as end, loader as list } from "./sessions.tsx";

vi.hoisted(() => {
  process.env.PORT = "1";
});

let scratch: DataTier;
let tier: DataTier;
let at: Workspace;
beforeAll(async () => {
  scratch = await scratchDataTier();
  tier = await openDataTier({ urls: scratch.urls, secretsKey: env.SECRETS_KEY });
  await startLocalIdentity(tier);
});
afterAll(async () => {
  await localIdentity().stop();
  await Promise.all([tier.close(), scratch.close()]);
});
beforeEach(async () => {
  at = await makeWorkspace(tier);
});

const FIREFOX = "Mozilla/5.0 (Macintosh; Intel Mac OS X 14.5; rv:140.0) Gecko/20100101 Firefox/140.0";

/** Signs in once more; answers how the session is found. */
async function signIn({ id: userId }: Member, tenantId = at.tenant.id) {
  const key = { idHash: randomUUID(), tenantId, hostname: `${at.tenant.slug}.app.localhost` };
  const sourceSessionId = `sess_${randomUUID()}`;
  const session = { ...key, userId, sourceSessionId, userAgent: FIREFOX, ip: "192.0.2.7" };
  await tier.controlDb.write((tx) => createSession(tx, session));
  return { ...key, sourceSessionId };
}
const isAlive = async (key: Awaited<ReturnType<typeof signIn>>) =>
  (await tier.controlDb.read((tx) => getSession(tx, key))) !== undefined;

/** As a loader or an action gets it, in this session. */
function inSession(who: Member, { idHash }: { idHash: string }, form?: Record<string, string>) {
  const args = asked(at, who, form ? { form } : {}) as { context: { set(...pair: unknown[]): void } };
  args.context.set(sessionContext, { idHash, userId: who.id, sourceSessionId: "", isMember: true });
  return args as never;
}

test("a person sees where they are signed in here: with what, from where, and which is this one", async () => {
  const { member, viewer } = at.people;
  const [here, there] = [await signIn(member), await signIn(member)];
  await signIn(viewer);
  const { sessions } = await list(inSession(member, here));
  expect(sessions.filter(({ isCurrent }) => isCurrent)).toHaveLength(1);
  expect(sessions.map(({ browser, system, ip }) => [browser, system, ip])).toEqual(
    Array(2).fill(["Firefox", "macOS", "192.0.2.7"]),
  );
  // What opens a session is in no page.
  expect(JSON.stringify(sessions)).not.toContain(there.idHash);
});

test("ending one ends it at the provider too, and leaves the others", async () => {
  const { member } = at.people;
  const [here, there, third] = [await signIn(member), await signIn(member), await signIn(member)];
  const before = (await list(inSession(member, here))).sessions;
  await end(inSession(member, third, { key: before.find(({ isCurrent }) => isCurrent)?.key ?? "" }));
  expect(await Promise.all([here, there, third].map(isAlive))).toEqual([false, true, true]);
  expect(await tier.controlDb.read((tx) => hasTombstone(tx, "session", here.sourceSessionId))).toBe(true);
});

// Threat: a page that lists devices is a moment old, and “end this one” ends nothing, or another.
test("a session keeps the key by which it is ended when its secret is exchanged", async () => {
  const { member } = at.people;
  const [here, there] = [await signIn(member), await signIn(member)];
  const shown = (await list(inSession(member, here))).sessions;
  const nextHash = randomUUID();
  await tier.controlDb.write((tx) => exchangeSession(tx, { idHash: there.idHash, nextHash }));
  const now = (await list(inSession(member, here))).sessions;
  expect(now.map(({ key }) => key).toSorted()).toEqual(shown.map(({ key }) => key).toSorted());
  expect(JSON.stringify(now)).not.toContain(nextHash);
  await end(inSession(member, here, { key: shown.find(({ isCurrent }) => !isCurrent)?.key ?? "" }));
  expect([await isAlive({ ...there, idHash: nextHash }), await isAlive(here)]).toEqual([false, true]);
});

test("ending all others leaves the one that asks", async () => {
  const { member, viewer } = at.people;
  const [here, there] = [await signIn(member), await signIn(member)];
  const stranger = await signIn(viewer);
  await end(inSession(member, here, { key: "others" }));
  expect(await Promise.all([here, there, stranger].map(isAlive))).toEqual([true, false, true]);
});

/** What the next page will say. */
async function saidBy(answer: unknown): Promise<string | undefined> {
  const [cookie = ""] = (answer as Response).headers.getSetCookie();
  const request = new Request("http://x/", { headers: { cookie: cookie.split(";")[0] ?? "" } });
  return (await takeFlash(request)).flash?.key;
}

test("“signed out” is said where something was, and of what was over already that it was", async () => {
  const { member } = at.people;
  const [here, there] = [await signIn(member), await signIn(member)];
  const { sessions } = await list(inSession(member, here));
  const key = sessions.find(({ isCurrent }) => !isCurrent)?.key ?? "";
  expect(await saidBy(await end(inSession(member, here, { key })))).toBe("sessions.ended");
  expect(await isAlive(there)).toBe(false);
  expect(await saidBy(await end(inSession(member, here, { key })))).toBe("sessions.overAlready");
  expect(await saidBy(await end(inSession(member, here, { key: "others" })))).toBe("sessions.overAlready");
  expect(await isAlive(here)).toBe(true);
});

test("a session of somebody else, or none, is not ended", async () => {
  const { member, viewer } = at.people;
  const [mine, theirs] = [await signIn(member), await signIn(viewer)];
  const [shown] = (await list(inSession(viewer, theirs))).sessions;
  await end(inSession(member, mine, { key: shown?.key ?? "" }));
  expect(await isAlive(theirs)).toBe(true);
  const answer = await end(inSession(member, mine, { key: "nonsense" }));
  expect((answer as { init: ResponseInit }).init.status).toBe(400);
});

test("who manages members ends all sessions of one, up to their own role, and it is written down", async () => {
  const { admin, owner, member } = at.people;
  const [first, second, ofOwner] = [await signIn(member), await signIn(member), await signIn(owner)];
  const on = ({ id }: Member) => ({ params: { userId: id }, form: {} });
  expect(await refusalOf(async () => endOfMember(asked(at, admin, on(owner))))).toBe(403);
  expect(await refusalOf(async () => endOfMember(asked(at, member, on(admin))))).toBe(403);
  await endOfMember(asked(at, admin, on(member)));
  expect(await Promise.all([first, second, ofOwner].map(isAlive))).toEqual([false, false, true]);
  const { items } = await tier.controlDb.read((tx) => listAudit(tx, { tenantId: at.tenant.id }));
  expect(items.filter(({ action }) => action === "member.signOut")).toMatchObject([
    { actorKind: "member", actorId: admin.id, detail: { userId: member.id } },
  ]);
});
