// Threat: looking at a link stops mail, or a link does more than it says, or for another person.
import { RouterContextProvider } from "react-router";
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { dataTierContext } from "#app/context.ts";
import { deleteUser, findMailChoice, getMailChoice, mergeUsers } from "#app/db.people.server.ts";
import { isMuted } from "#app/db.tenant.server.ts";
import { env } from "#app/env.server.ts";
import { chooseMail } from "#app/mail/plan-bundle.server.ts";
import { UNSUBSCRIBE_DAYS, type Unsubscription, unsubscribeUrl } from "#app/mail/unsubscribe-token.ts";
import { makeWorkspace, statusOf, type Workspace } from "#app/testing/in-workspace.ts";
import { type DataTier, openDataTier } from "#db/data-tier.ts";
import { forEachPlacement } from "#db/testing/for-each-placement.ts";
import { adminQuery } from "#db/testing/query.ts";
import { scratchDataTier } from "#db/testing/scratch.ts";
import { action, loader } from "./unsubscribe.tsx";

let scratch: DataTier;
let tier: DataTier;
beforeAll(async () => {
  scratch = await scratchDataTier();
  tier = await openDataTier({ urls: scratch.urls, secretsKey: env.SECRETS_KEY });
});
afterAll(() => Promise.all([tier.close(), scratch.close()]));

const DAY_MS = 86_400_000;
const ONE_CLICK = { "List-Unsubscribe": "One-Click" };
const ALL = { what: "all" } as const;

/** No cookie, no Origin: what a program sends that shows mail. */
function args(url: string, form?: Record<string, string>) {
  const context = new RouterContextProvider();
  context.set(dataTierContext, tier);
  const request = new Request(url, form ? { method: "POST", body: new URLSearchParams(form) } : {});
  return { request, context, url: new URL(url), params: {}, pattern: "/" } as never;
}
const look = async (url: string) => (await loader(args(url))).data.shown;
const post = (url: string, form: Record<string, string>) => statusOf(() => action(args(url, form)));

forEachPlacement((kind) => {
  let at: Workspace;
  beforeEach(async () => {
    at = await makeWorkspace(tier, kind);
  });
  const link = (of: Unsubscription["of"] = ALL, userId = at.people.other.id, now?: number) =>
    unsubscribeUrl({ userId, tenantId: at.tenant.id, of }, now);
  const choiceOf = (userId = at.people.other.id) => tier.controlDb.read((tx) => getMailChoice(tx, userId));
  const project = () => ({ subjectType: "project", subjectId: at.open.id });

  test("looking stops nothing, one click does, twice as once, and a button starts it again", async () => {
    const url = link();
    for (let n = 0; n < 2; n++) expect(await look(url)).toEqual({ of: "all", what: "", isMailed: true });
    for (let n = 0; n < 2; n++) expect(await action(args(url, ONE_CLICK))).toMatchObject({ data: null });
    expect((await choiceOf()).rhythm).toBe("never");
    expect(await look(url)).toMatchObject({ isMailed: false });
    expect(await post(url, { choice: "start" })).toBe(303);
    expect((await choiceOf()).rhythm).toBe("soon");
    expect(await post(url, { choice: "stop" })).toBe(303);
    expect((await choiceOf()).rhythm).toBe("never");
  });

  test("who is told daily is not told soon because a link was pressed that starts what is on", async () => {
    await tier.controlDb.write((tx) => chooseMail(tx, at.people.other.id, { rhythm: "daily" }));
    await post(link(), { choice: "start" });
    expect((await choiceOf()).rhythm).toBe("daily");
  });

  test("a link stops one kind, or one thing, and nothing beside it", async () => {
    const { other, owner } = at.people;
    const ofKind = link({ what: "kind", kind: "project.updated" });
    expect(await look(ofKind)).toEqual({ of: "kind", what: "changed the project", isMailed: true });
    await post(ofKind, ONE_CLICK);
    expect(await choiceOf()).toMatchObject({ rhythm: "soon", silentKinds: ["project.updated"] });
    const ofThing = link({ what: "subject", ...project() });
    await post(ofThing, ONE_CLICK);
    const muted = (id: string) => at.db.read((tx) => isMuted(tx, id, project()));
    expect([await muted(other.id), await muted(owner.id)]).toEqual([true, false]);
    expect(await look(ofThing)).toMatchObject({ of: "subject", isMailed: false });
    expect(await tier.controlDb.read((tx) => findMailChoice(tx, owner.id))).toBeUndefined();
    await post(ofKind, { choice: "start" });
    await post(ofThing, { choice: "start" });
    expect([(await choiceOf()).silentKinds, await muted(other.id)]).toEqual([[], false]);
  });

  test("a page says nothing of the workspace or the thing: whoever has the link may be anybody", async () => {
    const shown = JSON.stringify(await loader(args(link({ what: "subject", ...project() }))));
    for (const secret of [at.tenant.name, at.tenant.slug, at.open.name, at.people.other.email])
      expect(shown).not.toContain(secret);
  });

  test("a link that is no link of ours, or is over, is 404 or 410, and does nothing", async () => {
    const over = link(ALL, at.people.other.id, Date.now() - (UNSUBSCRIBE_DAYS + 1) * DAY_MS);
    const another = link(ALL, at.people.owner.id).replace(/\.[^.]+$/, link().slice(link().lastIndexOf(".")));
    for (const [url, status] of [
      ["http://app.localhost:3000/unsubscribe", 404],
      ["http://app.localhost:3000/unsubscribe?token=x.y", 404],
      [another, 404],
      [over, 410],
    ] as const) {
      expect((await loader(args(url))).init?.status, url).toBe(status);
      expect(await post(url, ONE_CLICK), url).toBe(status);
    }
    for (const { id } of [at.people.owner, at.people.other])
      expect(await tier.controlDb.read((tx) => findMailChoice(tx, id))).toBeUndefined();
  });

  test("a post that says neither is refused", async () => {
    for (const form of [{}, { "List-Unsubscribe": "Two-Clicks" }, { choice: "both" }] as Record<
      string,
      string
    >[])
      expect(await post(link(), form)).toBe(400);
    expect((await choiceOf()).rhythm).toBe("soon");
  });

  test("of who is gone there is nothing to stop; of who was merged it stops what they have now", async () => {
    const { other, member, viewer } = at.people;
    const by = { actor: { kind: "system" as const }, mergedAt: new Date() };
    await tier.controlDb.write((tx) => mergeUsers(tx, { from: other.id, into: member.id }, by));
    await post(link(), ONE_CLICK);
    expect((await choiceOf(member.id)).rhythm).toBe("never");
    await tier.controlDb.write((tx) => deleteUser(tx, viewer.id, new Date()));
    expect(await post(link(ALL, viewer.id), ONE_CLICK)).toBe(404);
  });

  test("who wanted no mail gets none as the person that they turned out to be", async () => {
    const { other, member, viewer, admin } = at.people;
    const by = { actor: { kind: "system" as const }, mergedAt: new Date() };
    await post(link(), ONE_CLICK);
    await tier.controlDb.write((tx) => mergeUsers(tx, { from: other.id, into: member.id }, by));
    expect((await choiceOf(member.id)).rhythm).toBe("never");
    await tier.controlDb.write((tx) => chooseMail(tx, admin.id, { rhythm: "daily" }));
    await post(link(ALL, viewer.id), ONE_CLICK);
    await tier.controlDb.write((tx) => mergeUsers(tx, { from: viewer.id, into: admin.id }, by));
    expect((await choiceOf(admin.id)).rhythm).toBe("daily");
  });

  test("of a read-only workspace all mail can be stopped, and a single thing once it takes changes", async () => {
    const set = (status: string) =>
      adminQuery(tier, "UPDATE control.tenants SET status = $2 WHERE id = $1", [at.tenant.id, status]);
    const ofThing = link({ what: "subject", ...project() });
    await set("read-only");
    expect(await look(ofThing)).toMatchObject({ of: "subject", isMailed: true });
    expect(await post(ofThing, ONE_CLICK)).toBe(503);
    await post(link(), ONE_CLICK);
    expect((await choiceOf()).rhythm).toBe("never");
    await set("active");
    await post(ofThing, ONE_CLICK);
    expect(await at.db.read((tx) => isMuted(tx, at.people.other.id, project()))).toBe(true);
  });

  test("of a workspace that does not serve no single thing can be stopped, all mail can", async () => {
    await adminQuery(tier, "UPDATE control.tenants SET status = 'suspended' WHERE id = $1", [at.tenant.id]);
    expect(await post(link({ what: "subject", ...project() }), ONE_CLICK)).toBe(404);
    expect(await action(args(link(), ONE_CLICK))).toMatchObject({ data: null });
    expect((await choiceOf()).rhythm).toBe("never");
  });
});
