// Threat: a view opens what its reader may not see, or changes what is not theirs.
import { afterAll, beforeAll, expect, test } from "vitest";
import type { Member } from "#app/context.ts";
import { env } from "#app/env.server.ts";
import { asked, makeWorkspace, refusalOf, statusOf, type Workspace } from "#app/testing/in-workspace.ts";
import { type DataTier, openDataTier } from "#db/data-tier.ts";
import { scratchDataTier } from "#db/testing/scratch.ts";
import { loader as list } from "../projects.tsx";
import { action as makeDefault } from "./defaults.ts";
import { action as erase } from "./deletions.ts";
import { action as restore } from "./restorations.ts";
import { action as change, loader as edit } from "./view-edit.tsx";
import { action as save } from "./view-new.tsx";
import { readQuery } from "./view-query.ts";
import { loader as views } from "./views.tsx";

let scratch: DataTier;
let tier: DataTier;
let at: Workspace;
beforeAll(async () => {
  scratch = await scratchDataTier();
  tier = await openDataTier({ urls: scratch.urls, secretsKey: env.SECRETS_KEY });
  at = await makeWorkspace(tier);
});
afterAll(() => Promise.all([tier.close(), scratch.close()]));

const saveAs = (member: Member, form: Record<string, string>) =>
  statusOf(() => save(asked(at, member, { form })));
const namesOf = async (member: Member) => (await views(asked(at, member))).views.map(({ name }) => name);
const viewOf = async (member: Member, name: string) => {
  const view = (await views(asked(at, member))).views.find((one) => one.name === name);
  if (!view) throw new Error(`There is no view ${name}.`);
  return view;
};
const listed = async (member: Member, query: string) => {
  const { projects, count } = await list(asked(at, member, { path: `/projects?${query}` }));
  return [projects.map(({ name }) => name), count];
};

test("a shared view shows each person what is theirs to see, by whatever it filters", async () => {
  const { owner, viewer, member, other } = at.people;
  const query = `q=secret&owner=${other.id}`;
  expect(await saveAs(owner, { name: "Plans", isShared: "on", query })).toBe(303);
  for (const person of [viewer, member]) {
    const view = await viewOf(person, "Plans");
    expect(view).toMatchObject({ query, canChange: false });
    expect(await listed(person, view.query)).toEqual([[], 0]);
  }
  expect(await listed(other, (await viewOf(other, "Plans")).query)).toEqual([["Secret plan"], 1]);
});

test("what a view saves is read by the list's rules: the rest is not there", async () => {
  expect(readQuery("status=paused&status=secret&cursor=x&row=y&page=3&sort=id;drop&q=%00a")).toBe("q=a");
  expect(readQuery("sort=name&q= a &status=done&owner=me&unknown=1&view=archived")).toBe(
    "q=a&status=done&owner=me&view=archived&sort=name",
  );
  const { member } = at.people;
  const hostile = "//evil.example/?q=<script>&status=nothing&category=1%20or%201=1";
  expect(await saveAs(member, { name: "Hostile", query: hostile })).toBe(303);
  expect((await viewOf(member, "Hostile")).query).toBe("");
  // Of an address from another time the list says what it left out.
  const { ignored } = await list(
    asked(at, member, { path: "/projects?status=old&category=x&visibility=both" }),
  );
  expect(ignored.sort()).toEqual(["category", "status", "visibility"]);
});

test("one's own view is nobody else's to see, change, delete, bring back or begin with", async () => {
  const { member, owner } = at.people;
  expect(await saveAs(member, { name: "Mine", isShared: "on", query: "owner=me" })).toBe(303);
  const { id, isShared } = await viewOf(member, "Mine");
  expect(isShared).toBe(false);
  expect(await namesOf(owner)).not.toContain("Mine");
  const params = { viewId: id };
  expect(await refusalOf(() => edit(asked(at, owner, { params })))).toBe(404);
  expect(await statusOf(() => change(asked(at, owner, { params, form: { name: "Taken over" } })))).toBe(404);
  for (const act of [erase, restore, makeDefault]) await act(asked(at, owner, { form: { view: id } }));
  expect(await viewOf(member, "Mine")).toMatchObject({ id, isDefault: false });
  await erase(asked(at, member, { form: { view: id } }));
  await restore(asked(at, owner, { form: { view: id } }));
  expect(await namesOf(member)).not.toContain("Mine");
  await restore(asked(at, member, { form: { view: id } }));
  expect(await namesOf(member)).toContain("Mine");
});

test("of two saves of one name at the same instant one is refused beside the name, and none fails", async () => {
  const { admin } = at.people;
  const twice = [1, 2].map(() => saveAs(admin, { name: "Twice", isShared: "on", query: "status=done" }));
  expect((await Promise.all(twice)).sort()).toEqual([303, 409]);
  expect(await saveAs(admin, { name: "  ", query: "" })).toBe(400);
  expect(await saveAs(admin, { name: "x".repeat(61), query: "" })).toBe(400);
});

test("the list begins with the chosen view where nothing is asked for, and only there", async () => {
  const { other } = at.people;
  await saveAs(other, { name: "Done", query: "status=done" });
  const { id } = await viewOf(other, "Done");
  await makeDefault(asked(at, other, { form: { view: id } }));
  const bare = () => list(asked(at, other, { path: "/projects" }));
  expect(await refusalOf(bare)).toBe(302);
  expect((await list(asked(at, other, { path: "/projects?all=yes" }))).count).toBe(2);
  await makeDefault(asked(at, other, { form: {} }));
  expect(await refusalOf(bare)).toBeUndefined();
});

test("what is no view changes nothing, and is said", async () => {
  const { member } = at.people;
  for (const act of [erase, restore, makeDefault]) {
    expect(await statusOf(() => act(asked(at, member, { form: { view: "1 or 1=1" } })))).toBe(303);
    const unknown = "01a20085-9168-74e7-99ab-28a9edb95fe2";
    expect(await statusOf(() => act(asked(at, member, { form: { view: unknown } })))).toBe(303);
  }
});
