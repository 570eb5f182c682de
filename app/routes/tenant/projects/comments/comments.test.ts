// Threat: who may not see or comment a project says something there, changes what others said, or is told.
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import type { Member } from "#app/context.ts";
import { upsertMember } from "#app/db.people.server.ts";
import { changeProject, type Project } from "#app/db.tenant.server.ts";
import { env } from "#app/env.server.ts";
import { takeFlash } from "#app/http/flash.server.ts";
import { asked, makeWorkspace, refusalOf, type Workspace } from "#app/testing/in-workspace.ts";
import { type DataTier, openDataTier } from "#db/data-tier.ts";
import { scratchDataTier } from "#db/testing/scratch.ts";
import { loader as open } from "../../notifications/notification.ts";
import { loader as notifications } from "../../notifications/notifications.tsx";
import { loader as project, action as say } from "../project.tsx";
import { loader as find } from "./comment.ts";
import { action as edit, loader as editing } from "./comment-edit.tsx";
import { COMMENT_MAX_LENGTH } from "./comment-limits.ts";
import { action as remove } from "./deletions.ts";
import { action as follow } from "./followings.ts";
import { action as restore } from "./restorations.ts";

let scratch: DataTier;
let tier: DataTier;
let at: Workspace;
beforeAll(async () => {
  scratch = await scratchDataTier();
  tier = await openDataTier({ urls: scratch.urls, secretsKey: env.SECRETS_KEY });
});
beforeEach(async () => {
  at = await makeWorkspace(tier);
});
afterAll(() => Promise.all([tier.close(), scratch.close()]));

type Who = keyof Workspace["people"];
type Form = Record<string, string>;
const on = ({ id }: Pick<Project, "id">, commentId?: string) => ({
  projectId: id,
  ...(commentId && { id: commentId }),
});

async function flashOf(answer: Response) {
  const cookie = answer.headers.get("set-cookie")?.split(";")[0] ?? "";
  return (await takeFlash(new Request("http://x/", { headers: { Cookie: cookie } }))).flash;
}
const post = async (who: Who, to: Project, form: Form) => {
  const answer = await say(asked(at, at.people[who], { params: on(to), form }));
  if (answer instanceof Response) return { status: answer.status, answer };
  return { status: answer.init?.status ?? 200, data: answer.data };
};
/** Answers the comment's id. */
async function said(who: Who, to: Project, form: Form): Promise<string> {
  const { answer } = await post(who, to, form);
  return /#comment-(.+)$/.exec(answer?.headers.get("location") ?? "")?.[1] ?? "";
}
const shown = async (who: Who, of: Project, path = "/") =>
  (await project(asked(at, at.people[who], { params: on(of), path }))).discussion;
const texts = async (who: Who, of: Project, path?: string) =>
  (await shown(who, of, path)).comments.map(({ html }) => html.trim());
const told = async (who: Member) =>
  (await notifications(asked(at, who, {}))).notifications.map(
    ({ kind, subjectName }) => `${kind} ${subjectName}`,
  );

test("who may see a project and comment it says something, and comes back to it", async () => {
  const { status, answer } = await post("member", at.open, { text: "**Hello**" });
  expect(status).toBe(303);
  expect(answer?.headers.get("location")).toMatch(
    new RegExp(`^/projects/${at.open.id}#comment-[0-9a-f-]{36}$`),
  );
  expect(await texts("viewer", at.open)).toEqual(["<p><strong>Hello</strong></p>"]);
  expect((await shown("member", at.open)).count).toBe(1);
});

test("a viewer reads and says nothing; beyond reach there is nothing to say it to", async () => {
  expect(await refusalOf(() => post("viewer", at.open, { text: "x" }))).toBe(403);
  expect(await refusalOf(() => post("member", at.secret, { text: "x" }))).toBe(404);
  expect((await shown("viewer", at.open)).isOpen).toBe(false);
  expect((await post("owner", at.secret, { text: "x" })).status).toBe(303);
});

test("a role that was lowered while the form was open counts", async () => {
  const viewer = { ...at.people.member, role: "viewer" as const };
  await at.db.write((tx) => upsertMember(tx, viewer));
  const answer = () => say(asked(at, viewer, { params: on(at.open), form: { text: "x" } }));
  expect(await refusalOf(answer)).toBe(403);
  expect(await texts("owner", at.open)).toEqual([]);
});

test.each([
  ["nothing", " \n\u200b", "comments.errors.text"],
  ["too much", "x".repeat(COMMENT_MAX_LENGTH + 1), `validation.tooLong?max=${COMMENT_MAX_LENGTH}`],
  ["what cannot be shown", "a\u0007b", "validation.controlCharacters"],
])("%s is refused in words, also as a preview, and what was typed stays", async (_, text, error) => {
  for (const form of [{ text }, { text, preview: "on" }] as Form[]) {
    const { status, data } = await post("member", at.open, form);
    expect([status, data && "error" in data && data.error?.text]).toEqual([400, [error]]);
    expect(data?.initialValue).toMatchObject({ text });
    expect(data?.preview).toBeUndefined();
  }
});

test("1 MB of text is refused as too large, and nothing is made of it", async () => {
  const form = { text: "*".repeat(1024 * 1024) };
  await expect(post("member", at.open, form)).rejects.toMatchObject({ status: 413 });
});

test("a preview shows what it will look like and whom it names, and saves nothing", async () => {
  const form = { text: "*Hi* @owner and @nobody", preview: "on" };
  const { status, data } = await post("member", at.open, form);
  expect(status).toBe(200);
  expect(data?.preview).toContain('<em>Hi</em> <span class="mention">@owner</span> and @nobody');
  expect(data).toMatchObject({ unknown: "@nobody", initialValue: { text: form.text } });
  expect(await texts("owner", at.open)).toEqual([]);
});

test("only its author may change it, and only who may comment still", async () => {
  const id = await said("member", at.open, { text: "mine" });
  const params = on(at.open, id);
  for (const who of ["owner", "other"] as const) {
    expect(await refusalOf(() => editing(asked(at, at.people[who], { params })))).toBe(403);
    const form = { text: "theirs", version: "1" };
    expect(await refusalOf(() => edit(asked(at, at.people[who], { params, form })))).toBe(403);
  }
  const lowered = { ...at.people.member, role: "viewer" as const };
  expect(await refusalOf(() => editing(asked(at, lowered, { params })))).toBe(403);
  const answer = await edit(asked(at, at.people.member, { params, form: { text: "better", version: "1" } }));
  expect(answer).toBeInstanceOf(Response);
  expect(await texts("owner", at.open)).toEqual(["<p>better</p>"]);
});

test("the second of two windows gets both versions before anything is overwritten", async () => {
  const id = await said("member", at.open, { text: "one" });
  const params = on(at.open, id);
  const save = (text: string, version: string) =>
    edit(asked(at, at.people.member, { params, form: { text, version } }));
  expect(await save("two", "1")).toBeInstanceOf(Response);
  const answer = await save("three", "1");
  if (answer instanceof Response) throw new Error("It was overwritten.");
  expect(answer.init?.status).toBe(409);
  expect(answer.data.newer).toMatchObject({ text: "two", version: 2 });
  expect(answer.data.initialValue).toMatchObject({ text: "three", version: "2" });
  expect(await save("three", "2")).toBeInstanceOf(Response);
  expect(await texts("owner", at.open)).toEqual(["<p>three</p>"]);
});

test("its author, an owner or an admin deletes it, nobody else; Undo brings it back", async () => {
  for (const [who, may] of [
    ["other", false],
    ["viewer", false],
    ["member", true],
    ["admin", true],
    ["owner", true],
  ] as [Who, boolean][]) {
    const id = await said("member", at.open, { text: `for ${who}` });
    const answer = await remove(asked(at, at.people[who], { params: on(at.open, id), form: {} }));
    const flash = await flashOf(answer);
    expect([who, flash?.key]).toEqual([who, may ? "comments.deleted" : "comments.nothing"]);
    if (!may) continue;
    expect(await texts("owner", at.open)).not.toContain(`<p>for ${who}</p>`);
    const undone = await restore(asked(at, at.people[who], { form: flash?.undo?.fields ?? [] }));
    expect((await flashOf(undone))?.key).toBe("comments.restored");
    expect(undone.headers.get("location")).toBe(`/projects/${at.open.id}/comments/${id}`);
    expect(await texts("owner", at.open)).toContain(`<p>for ${who}</p>`);
  }
});

test("buttons are shown to who may press them", async () => {
  await said("member", at.open, { text: "x" });
  const may = async (who: Who) => {
    const [comment] = (await shown(who, at.open)).comments;
    return [comment?.canEdit, comment?.canDelete];
  };
  expect(await may("member")).toEqual([true, true]);
  expect(await may("admin")).toEqual([false, true]);
  for (const who of ["other", "viewer"] as const) expect(await may(who)).toEqual([false, false]);
});

test("an archived project is read and takes nothing; what was typed for it is shown again", async () => {
  const id = await said("other", at.open, { text: "before" });
  await at.db.write((tx) =>
    changeProject(tx, { all: true }, at.people.owner, at.open.id, { kind: "archive" }),
  );
  const { status, data } = await post("member", at.open, { text: "late" });
  expect([status, data && "error" in data && data.error?.[""]]).toEqual([409, ["comments.errors.archived"]]);
  expect(data?.initialValue).toMatchObject({ text: "late" });
  const params = on(at.open, id);
  const late = await edit(asked(at, at.people.other, { params, form: { text: "late", version: "1" } }));
  expect(late instanceof Response ? undefined : late.init?.status).toBe(409);
  expect(await texts("owner", at.open)).toEqual(["<p>before</p>"]);
  await at.db.write((tx) =>
    changeProject(tx, { all: true }, at.people.owner, at.open.id, { kind: "delete" }),
  );
  expect(await refusalOf(() => post("member", at.open, { text: "late" }))).toBe(404);
});

test("who is named is told and led to the comment, if they may see the project; nobody of their own", async () => {
  const { owner, admin, viewer, member, other } = at.people;
  const email = `@${member.email}`;
  const id = await said("other", at.secret, { text: `@admin @viewer ${email} @other`, tell: owner.id });
  expect([await told(owner), await told(admin)]).toEqual([
    ["project.mentioned Secret plan"],
    ["project.mentioned Secret plan"],
  ]);
  for (const who of [viewer, member, other]) expect(await told(who)).toEqual([]);
  const [mine] = (await notifications(asked(at, admin, {}))).notifications;
  const params = { notificationId: String(mine?.id) };
  const way = await open(asked(at, admin, { params }));
  expect(way.headers.get("location")).toBe(`/projects/${at.secret.id}/comments/${id}`);
  const found = await find(asked(at, admin, { params: on(at.secret, id) }));
  expect(found.headers.get("location")).toBe(`/projects/${at.secret.id}#comment-${id}`);
});

test("who may not see the project any more is not told, whatever they were told before", async () => {
  const { admin } = at.people;
  await said("other", at.secret, { text: "@admin" });
  const member = { ...admin, role: "member" as const };
  await at.db.write((tx) => upsertMember(tx, member));
  expect(await told(member)).toEqual([]);
  expect((await notifications(asked(at, member, {}))).unread).toBe(0);
});

test("nobody is told by a choice that was not offered", async () => {
  for (const tell of [at.people.viewer.id, at.people.member.id, "nobody", "' OR 1=1"])
    expect(await said("other", at.secret, { text: `to ${tell}`, tell })).not.toBe("");
  for (const who of [at.people.viewer, at.people.member]) expect(await told(who)).toEqual([]);
  const { choices } = await shown("other", at.secret);
  const ids = choices.map(({ id }) => id);
  expect([at.people.owner.id, at.people.admin.id].every((id) => ids.includes(id))).toBe(true);
  for (const who of ["viewer", "member", "other"] as const) expect(ids).not.toContain(at.people[who].id);
});

test("a name that two people have is nobody's: it is said, and the address tells them apart", async () => {
  const twin = { ...at.people.admin, id: "user_twin", email: "twin@example.com" };
  await at.db.write((tx) => upsertMember(tx, twin));
  const { answer } = await post("member", at.open, { text: "@admin @twin@example.com" });
  expect(answer && (await flashOf(answer))).toMatchObject({ key: "comments.addedUnknown", name: "@admin" });
  expect(await told(at.people.admin)).toEqual([]);
  expect(await told(twin)).toEqual(["project.mentioned Open plan"]);
});

test("a project is followed and muted by who may see it", async () => {
  const choose = (who: Who, of: Project, choice: string) =>
    follow(asked(at, at.people[who], { params: on(of), form: { choice } }));
  expect((await shown("viewer", at.open)).following).toBe("none");
  expect((await shown("other", at.open)).following).toBe("yours");
  expect((await choose("viewer", at.open, "follow")).status).toBe(303);
  await choose("other", at.open, "mute");
  expect((await shown("viewer", at.open)).following).toBe("following");
  await said("member", at.open, { text: "x" });
  expect(await told(at.people.viewer)).toEqual(["project.commented Open plan"]);
  expect(await told(at.people.other)).toEqual([]);
  expect(await refusalOf(() => choose("member", at.secret, "follow"))).toBe(404);
  expect(await refusalOf(() => choose("member", at.open, "everything"))).toBe(400);
});

test("pages of the discussion keep its order, and what is no cursor is the first", async () => {
  for (let n = 1; n <= 22; n++) await said("member", at.open, { text: `n${n}` });
  const first = await shown("viewer", at.open);
  expect([first.comments.length, first.count]).toEqual([20, 22]);
  expect(await texts("viewer", at.open, first.next)).toEqual(["<p>n2</p>", "<p>n1</p>"]);
  expect((await texts("viewer", at.open, "/?comments=oldest"))[0]).toBe("<p>n1</p>");
  expect(await texts("viewer", at.open, "/?cursor=x%27&comments=loudest")).toHaveLength(20);
});

// Threat: what is no id reaches a query.
test.each(["1", "' OR 1=1", "../x"])("%s is no comment: 404", async (id) => {
  const params = { projectId: at.open.id, id };
  for (const page of [find, editing, remove] as ((args: never) => Promise<unknown>)[])
    expect(await refusalOf(async () => page(asked(at, at.people.owner, { params, form: {} })))).toBe(404);
  const form = { project: at.open.id, comment: id };
  expect(await refusalOf(() => restore(asked(at, at.people.owner, { form })))).toBe(400);
});
