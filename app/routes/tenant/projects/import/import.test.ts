// Threat: a file is imported by who may not, seen by others, twice, in part, or as something else than shown.
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import type { Member } from "#app/context.ts";
import { createProject, listActivity, listProjects } from "#app/db.tenant.server.ts";
import { env } from "#app/env.server.ts";
import { asked, makeWorkspace, refusalOf, statusOf, type Workspace } from "#app/testing/in-workspace.ts";
import { type DataTier, openDataTier } from "#db/data-tier.ts";
import { forEachPlacement } from "#db/testing/for-each-placement.ts";
import { scratchDataTier } from "#db/testing/scratch.ts";
import { action as chooseColumns, loader as columns } from "./import.tsx";
import { loader as check, action as commit } from "./import-check.tsx";
import { loader as begin, action as upload } from "./import-new.tsx";
import { action as undo } from "./undoings.ts";

let scratch: DataTier;
let tier: DataTier;
beforeAll(async () => {
  scratch = await scratchDataTier();
  tier = await openDataTier({ urls: scratch.urls, secretsKey: env.SECRETS_KEY });
});
afterAll(() => Promise.all([tier.close(), scratch.close()]));

const chosen = { name: "0", status: "1", emptyStatus: "planned", isPublic: "on", withTaken: "skip" };

forEachPlacement((kind) => {
  let at: Workspace;
  beforeEach(async () => {
    at = await makeWorkspace(tier, kind);
  });

  async function uploaded(member: Member, text: string): Promise<string> {
    const body = new FormData();
    body.set("file", new File([text], "work.csv", { type: "text/csv" }));
    const given = asked(at, member) as unknown as { request: Request; url: URL };
    const request = new Request(given.url, { method: "POST", body });
    const answer = (await upload({ ...(given as object), request } as never)) as unknown as Response;
    return answer.headers.get("location")?.split("/").at(-1) ?? "";
  }
  const on = (importId: string, form?: Record<string, string>, path = "/") => ({
    params: { importId },
    path,
    ...(form && { form }),
  });
  async function checked(member: Member, text: string, form: Record<string, string> = chosen) {
    const id = await uploaded(member, text);
    await chooseColumns(asked(at, member, on(id, form)));
    return { id, page: await check(asked(at, member, on(id))) };
  }
  const commitAs = (member: Member, id: string, shown: string) =>
    statusOf(() => commit(asked(at, member, on(id, { shown }))));
  const names = async () =>
    (await at.db.read((tx) => listProjects(tx, { all: true }, { sort: "name" }))).items.map(
      ({ name }) => name,
    );
  const before = ["Open plan", "Own plan", "Secret plan"];

  test("who may not create projects imports none", async () => {
    const { viewer, member } = at.people;
    expect(await refusalOf(() => begin(asked(at, viewer)))).toBe(403);
    expect(await refusalOf(() => uploaded(viewer, "Name\nPier"))).toBe(403);
    const id = await uploaded(member, "Name,Status\nPier,Done");
    for (const page of [columns, check])
      expect(await refusalOf(() => page(asked(at, viewer, on(id))))).toBe(403);
    expect(await statusOf(() => commit(asked(at, viewer, on(id, { shown: "" }))))).toBe(403);
  });

  test("a file is its uploader's alone: for everybody else it is not there", async () => {
    const { member, owner } = at.people;
    const { id, page } = await checked(member, "Name,Status\nPier,Done");
    for (const open of [columns, check])
      expect(await refusalOf(() => open(asked(at, owner, on(id))))).toBe(404);
    expect(await commitAs(owner, id, page.shown)).toBe(404);
    expect(await statusOf(() => chooseColumns(asked(at, owner, on(id, chosen))))).toBe(404);
    expect(await statusOf(() => undo(asked(at, owner, on(id, {}))))).toBe(404);
    expect(await names()).toEqual(before);
  });

  test("two clicks at once make each project once, and both lead to the result", async () => {
    const { member } = at.people;
    const { id, page } = await checked(member, "Name,Status\nPier,Done\nQuay,");
    const clicks = [commitAs(member, id, page.shown), commitAs(member, id, page.shown)];
    expect(await Promise.all(clicks)).toEqual([303, 303]);
    expect(await commitAs(member, id, page.shown)).toBe(303);
    expect(await names()).toEqual([...before.slice(0, 2), "Pier", "Quay", "Secret plan"]);
    expect(await columns(asked(at, member, on(id)))).toMatchObject({ state: "done", count: 2 });
    const entries = await at.db.read((tx) => listActivity(tx, { ownedBy: member.id }, { limit: 10 }));
    expect(entries.filter(({ subjectName }) => ["Pier", "Quay"].includes(subjectName ?? ""))).toMatchObject([
      { action: "project.created", actorId: member.id },
      { action: "project.created", actorId: member.id },
    ]);
  });

  test("what has changed since it was shown is shown again, and nothing is written", async () => {
    const { member, other } = at.people;
    const { id, page } = await checked(member, "Name,Status\nPier,Done\nQuay,");
    const given = { name: "Pier", description: "", status: "done" as const, isPublic: true, categoryIds: [] };
    await at.db.write((tx) => createProject(tx, other, given));
    expect(await commitAs(member, id, page.shown)).toBe(409);
    expect(await names()).toEqual([...before.slice(0, 2), "Pier", "Secret plan"]);
    const again = await check(asked(at, member, on(id)));
    expect(again.counts).toMatchObject({ create: 1, skipped: 1 });
    expect(await commitAs(member, id, again.shown)).toBe(303);
    expect(await names()).toContain("Quay");
  });

  test("one wrong line, and none is imported, whatever is posted", async () => {
    const { member } = at.people;
    const { id, page } = await checked(member, "Name,Status\nPier,Done\nQuay,Later");
    expect(page.counts).toEqual({ create: 1, skipped: 0, wrong: 1, all: 2 });
    expect(await commitAs(member, id, page.shown)).toBe(409);
    expect(await names()).toEqual(before);
  });

  test("whether a name is taken tells nothing of a project that is not theirs to see", async () => {
    const { counts } = (await checked(at.people.member, "Name,Status\nSecret plan,\nOpen plan,")).page;
    expect(counts).toMatchObject({ create: 1, skipped: 1 });
    const owners = (await checked(at.people.owner, "Name,Status\nSecret plan,\nOpen plan,")).page;
    expect(owners.counts).toMatchObject({ create: 0, skipped: 2 });
  });

  test("a column that the file does not have is refused, and answers are paged", async () => {
    const { member } = at.people;
    const id = await uploaded(member, "Name\nPier");
    expect(await statusOf(() => chooseColumns(asked(at, member, on(id, { ...chosen, name: "7" }))))).toBe(
      400,
    );
    expect(await refusalOf(() => check(asked(at, member, on(id))))).toBe(302);
    const many = `Name,Status\n${Array.from({ length: 120 }, (_, n) => `P${n},Never`).join("\n")}`;
    const { id: long, page } = await checked(member, many);
    expect([page.answers.length, page.previous, page.next]).toEqual([
      50,
      undefined,
      `/projects/import/${long}/check?page=2`,
    ]);
    const last = await check(asked(at, member, on(long, undefined, "/?page=3")));
    expect([last.answers.length, last.next]).toEqual([20, undefined]);
    const nonsense = await check(asked(at, member, on(long, undefined, "/?page=-1&show=x")));
    expect(nonsense.answers).toHaveLength(50);
  });
});
