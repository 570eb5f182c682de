// Threat: a form with other ids, or other words, changes what the person may not.
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { changeProject, createProject, getProject, type Project } from "#app/db.tenant.server.ts";
import { env } from "#app/env.server.ts";
import { takeFlash } from "#app/http/flash.server.ts";
import { asked, makeWorkspace, type Workspace } from "#app/testing/in-workspace.ts";
import { type DataTier, openDataTier } from "#db/data-tier.ts";
import { scratchDataTier } from "#db/testing/scratch.ts";
import { action as change } from "./project-changes.ts";
import { loader as trash } from "./trash.tsx";

let scratch: DataTier;
let tier: DataTier;
let at: Workspace;
beforeAll(async () => {
  scratch = await scratchDataTier();
  tier = await openDataTier({ urls: scratch.urls, secretsKey: env.SECRETS_KEY });
  at = await makeWorkspace(tier);
});
afterAll(() => Promise.all([tier.close(), scratch.close()]));

let mine: Project;
beforeEach(async () => {
  mine = await at.db.write((tx) =>
    createProject(tx, at.people.member, {
      name: "Mine",
      description: "",
      status: "active",
      isPublic: true,
      categoryIds: [],
    }),
  );
});

type Who = keyof Workspace["people"];
const read = (id: string) => at.db.read((tx) => getProject(tx, { all: true }, id));

async function post(who: Who, ...form: [string, string][]) {
  const answer = (await change(asked(at, at.people[who], { form }))) as Response;
  const cookie = answer.headers.get("set-cookie")?.split(";")[0] ?? "";
  const { flash } = await takeFlash(new Request("http://x/", { headers: { Cookie: cookie } }));
  return { to: answer.headers.get("location"), status: answer.status, flash };
}

const CHANGES = (workspace: Workspace): string[] => [
  "archive",
  "delete",
  "status done",
  "visibility private",
  `owner ${workspace.people.admin.id}`,
];

test("a viewer, and a member who does not own it, change nothing of a project", async () => {
  const { open } = at;
  const before = await read(open.id);
  for (const who of ["viewer", "member"] as const)
    for (const text of CHANGES(at)) {
      const { flash } = await post(who, ["project", open.id], ["change", text]);
      expect([who, text, flash?.key]).toEqual([who, text, "projects.changes.nothing"]);
    }
  expect(await read(open.id)).toEqual(before);
});

test("who owns it changes it, and Undo makes it what it was", async () => {
  const before = await read(mine.id);
  const what = (project: Project | undefined) => project && { ...project, version: 0, updatedAt: 0 };
  for (const text of CHANGES(at)) {
    // Who gave their own project away cannot take it back: they are offered nothing.
    const isGift = text.startsWith("owner");
    const { flash } = await post(isGift ? "admin" : "member", ["project", mine.id], ["change", text]);
    expect(flash?.undo?.fields, text).toHaveLength(1);
    expect(what(await read(mine.id)), text).not.toEqual(what(before));
    const undone = await post(isGift ? "admin" : "member", ...(flash?.undo?.fields ?? []));
    expect([text, undone.flash?.key]).toEqual([text, "projects.changes.undone"]);
    expect(what(await read(mine.id)), text).toEqual(what(before));
  }
  const given = await post("member", ["project", mine.id], ["change", `owner ${at.people.other.id}`]);
  expect(given.flash).toMatchObject({ key: "projects.changes.owner" });
  expect(given.flash?.undo).toBeUndefined();
});

test("a status that somebody else changed since it was shown is not overwritten", async () => {
  await post("admin", ["project", mine.id], ["change", "status done"]);
  const { flash } = await post("member", ["project", mine.id], ["change", "status paused active"]);
  expect(flash?.key).toBe("projects.changes.nothing");
  expect(await read(mine.id)).toMatchObject({ status: "done" });
  await post("member", ["project", mine.id], ["change", "status paused done"]);
  expect(await read(mine.id)).toMatchObject({ status: "paused" });
});

test("a late Undo takes back nothing that others did since", async () => {
  const { flash } = await post("member", ["project", mine.id], ["change", "status done"]);
  await post("admin", ["project", mine.id], ["change", "status paused"]);
  const late = await post("member", ...(flash?.undo?.fields ?? []));
  expect(late.flash?.key).toBe("projects.changes.nothing");
  expect(await read(mine.id)).toMatchObject({ status: "paused" });
});

test("a project is given to nobody who could not have made it", async () => {
  await at.db.write((tx) => changeProject(tx, { all: true }, at.people.owner, mine.id, { kind: "archive" }));
  for (const id of [at.people.viewer.id, "user_nobody", "x".repeat(200), "x".repeat(201)]) {
    const { flash } = await post("member", ["project", mine.id], ["change", `owner ${id}`]);
    expect(flash?.key).toBe("projects.changes.nothing");
  }
  expect(await read(mine.id)).toMatchObject({ createdBy: at.people.member.id });
});

test("the trash shows each what they could restore, and nobody restores another's", async () => {
  await post("owner", ["project", mine.id], ["change", "delete"]);
  const seen = async (who: Who) =>
    (await trash(asked(at, at.people[who]))).projects.filter(({ id }) => id === mine.id).length;
  expect([await seen("member"), await seen("admin"), await seen("other"), await seen("viewer")]).toEqual([
    1, 1, 0, 0,
  ]);
  const theirs = await post("other", ["project", mine.id], ["change", "restore"]);
  expect(theirs.flash?.key).toBe("projects.changes.nothing");
  const undo = await post("other", ["undo", `restore|${mine.id}`]);
  expect(undo.flash?.key).toBe("projects.changes.nothing");
  expect(await read(mine.id)).toBeUndefined();
  await post("member", ["project", mine.id], ["change", "restore"]);
  expect(await read(mine.id)).toMatchObject({ name: "Mine" });
});

// Threat: the way back leads to another site; a forged field is a 500.
test.each<[string, [string, string][]]>([
  ["no fields", []],
  ["an unknown change", [["change", "explode"]]],
  ["a change with more words", [["change", "archive now"]]],
  ["a status that there is not", [["change", "status secret"]]],
  ["a status from one that there is not", [["change", "status done secret"]]],
  [
    "an id that is none",
    [
      ["change", "archive"],
      ["project", "' OR 1=1"],
    ],
  ],
  ["an undo that is none", [["undo", "restore"]]],
  ["an undo of everybody", [["undo", "restore|*"]]],
  ["a category that is none", [["change", "category x"]]],
  ["a control character", [["change", "owner \u0007"]]],
])("%s: nothing is changed, and the list is next", async (_what, form) => {
  const before = await read(mine.id);
  const project = form.some(([name]) => name === "project") ? [] : ([["project", mine.id]] as const);
  const answer = await post("owner", ...(project as [string, string][]), ...form);
  expect(answer).toMatchObject({ status: 303, to: "/projects", flash: { key: "projects.changes.nothing" } });
  expect(await read(mine.id)).toEqual(before);
});

test.each([
  "//evil.example",
  "https://evil.example/projects",
  "/projects/../sign-out",
  "/projects\r\nx: y",
  "x",
])("the way back is a page about projects: not %j", async (back) => {
  const { to } = await post("owner", ["project", mine.id], ["change", "archive"], ["back", back]);
  expect(to).toBe("/projects");
});

test.each(["/projects?q=a%20b&sort=name", "/projects/trash", "/dashboard"])(
  "the way back may be %s",
  async (back) => {
    const { to } = await post("owner", ["project", mine.id], ["change", "archive"], ["back", back]);
    expect(to).toBe(back);
  },
);
