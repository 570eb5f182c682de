// Threat: a change in place overwrites what somebody else did meanwhile, or changes what is not theirs.
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import type { Member } from "#app/context.ts";
import { adoptCategories, getProject, setFollowing } from "#app/db.tenant.server.ts";
import { env } from "#app/env.server.ts";
import { takeFlash } from "#app/http/flash.server.ts";
import { asked, makeWorkspace, statusOf, type Workspace } from "#app/testing/in-workspace.ts";
import { type DataTier, openDataTier } from "#db/data-tier.ts";
import { forEachPlacement } from "#db/testing/for-each-placement.ts";
import { adminQuery } from "#db/testing/query.ts";
import { scratchDataTier } from "#db/testing/scratch.ts";
import { action as changeProjects } from "../project-changes.ts";
import { action } from "./project-categories.ts";

let scratch: DataTier;
let tier: DataTier;
beforeAll(async () => {
  scratch = await scratchDataTier();
  tier = await openDataTier({ urls: scratch.urls, secretsKey: env.SECRETS_KEY });
});
afterAll(() => Promise.all([tier.close(), scratch.close()]));

const SHARED = ["01a20085-9168-74e7-99ab-28a9edb95f01", "01a20085-9168-74e7-99ab-28a9edb95f02"] as const;

forEachPlacement((kind) => {
  let at: Workspace;
  let one: string;
  let two: string;
  beforeEach(async () => {
    at = await makeWorkspace(tier, kind);
    const base = SHARED.map((id, n) => ({ id, name: `Category ${n}` }));
    const own = await at.db.write((tx) => adoptCategories(tx, [...SHARED], base));
    [one, two] = own as [string, string];
  });
  const set = (member: Member, id: string, chosen: string[], shown: string[]) => {
    const form: [string, string][] = [
      ...chosen.map((category): [string, string] => ["category", category]),
      ...shown.map((category): [string, string] => ["shown", category]),
      ["back", "/projects?sort=name"],
    ];
    return action(asked(at, member, { params: { projectId: id }, form }));
  };
  const read = async () => {
    const project = await at.db.read((tx) => getProject(tx, { all: true }, at.own.id));
    return { version: project?.version, ids: project?.categories.map(({ id }) => id).sort() };
  };
  const flashOf = async (answer: Response) => {
    const cookie = answer.headers.get("set-cookie")?.split(";")[0] ?? "";
    return (await takeFlash(new Request("http://x", { headers: { cookie } }))).flash;
  };

  test("a category that somebody else put in meanwhile stays", async () => {
    const { member, admin } = at.people;
    await set(admin, at.own.id, [one], []);
    await set(member, at.own.id, [two], []);
    expect((await read()).ids).toEqual([one, two].sort());
    await set(member, at.own.id, [], [two]);
    expect(await read()).toEqual({ version: 4, ids: [one] });
  });

  test("who follows the project is counted anew, so that a mail can tell them", async () => {
    const { member, admin } = at.people;
    await at.db.write((tx) => setFollowing(tx, admin.id, at.own.id, false));
    await set(at.people.owner, at.own.id, [one], []);
    const counted = await adminQuery<{ key: string }>(
      tier,
      "SELECT key FROM graphile_worker._private_jobs WHERE key LIKE $1",
      [`%${at.tenant.id}%`],
    );
    for (const { id } of [member, admin]) expect(counted.some(({ key }) => key.includes(id))).toBe(true);
  });

  test("what is so already, or is no category, changes nothing, and is said", async () => {
    const { member } = at.people;
    const unknown = "01a20085-9168-74e7-99ab-28a9edb95fff";
    const answer = await set(member, at.own.id, [unknown], []);
    expect(await flashOf(answer)).toMatchObject({ key: "projects.changes.nothing" });
    await set(member, at.own.id, ["no id"], []);
    expect(await read()).toEqual({ version: 1, ids: [] });
  });

  test("Undo makes the categories what they were", async () => {
    const { member } = at.people;
    await set(member, at.own.id, [one], []);
    const answer = await set(member, at.own.id, [two], [one]);
    expect(answer.headers.get("location")).toBe("/projects?sort=name");
    const flash = await flashOf(answer);
    expect(flash).toMatchObject({ key: "projects.changes.category", name: "Own plan", count: 1 });
    await changeProjects(asked(at, member, { form: flash?.undo?.fields ?? [] }));
    expect((await read()).ids).toEqual([one]);
  });

  test("nobody changes what is not theirs to change, nor learns that it is there", async () => {
    const { member, viewer } = at.people;
    expect(await statusOf(() => set(member, at.open.id, [one], []))).toBe(403);
    expect(await statusOf(() => set(member, at.secret.id, [one], []))).toBe(404);
    expect(await statusOf(() => set(viewer, at.own.id, [one], []))).toBe(404);
    expect(await statusOf(() => set(member, "1 or 1=1", [one], []))).toBe(404);
  });
});
