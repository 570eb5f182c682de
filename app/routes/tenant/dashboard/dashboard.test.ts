// Threat: the dashboard tells of what the person may not see, or asks the workspace's data again and again.
import { afterAll, beforeAll, expect, test } from "vitest";
import { askToJoin, changeSecurity, listMemberSummaries, removeMember } from "#app/db.people.server.ts";
import { createProject, updateProject } from "#app/db.tenant.server.ts";
import { env } from "#app/env.server.ts";
import { asked, makeWorkspace, type Workspace } from "#app/testing/in-workspace.ts";
import { PRODUCT_SECURITY } from "#db/control/security-choices.ts";
import { type DataTier, openDataTier } from "#db/data-tier.ts";
import { countFlights } from "#db/testing/count-flights.ts";
import { forEachPlacement } from "#db/testing/for-each-placement.ts";
import { scratchDataTier } from "#db/testing/scratch.ts";
import { shellOf } from "../shell/shell-of.server.ts";
import { loader } from "./dashboard.tsx";
import { action as hide } from "./hidings.ts";

let scratch: DataTier;
let tier: DataTier;
beforeAll(async () => {
  scratch = await scratchDataTier();
  tier = await openDataTier({ urls: scratch.urls, secretsKey: env.SECRETS_KEY });
});
afterAll(() => Promise.all([tier.close(), scratch.close()]));

forEachPlacement((kind) => {
  let at: Workspace;
  beforeAll(async () => {
    at = await makeWorkspace(tier, kind);
  });
  type Who = keyof Workspace["people"];
  const load = (who: Who) => loader(asked(at, at.people[who]));

  test.each([
    ["viewer", ["Open plan"]],
    ["member", ["Open plan", "Own plan"]],
    ["owner", ["Open plan", "Own plan", "Secret plan"]],
  ] as const)("the %s is told of what they may see, and of nothing else", async (who, visible) => {
    const { activity, projects, workspaceName } = await load(who);
    expect(activity.map(({ subjectName }) => subjectName).sort()).toEqual(visible);
    expect(projects.recent.map(({ name }) => name).toSorted()).toEqual(visible);
    expect(projects.counts.active).toBe(visible.length);
    expect(projects.months.at(-1)?.count).toBe(visible.length);
    expect(workspaceName).toBe(at.tenant.name);
  });

  test("no name of a project is on it that the person may not see, though all could when it was written", async () => {
    const input = {
      name: "Merger",
      description: "",
      status: "active" as const,
      isPublic: true,
      categoryIds: [],
    };
    const { id } = await at.db.write((tx) => createProject(tx, at.people.other, input));
    expect(JSON.stringify(await load("viewer"))).toContain("Merger");
    const hidden = { ...input, name: "Merger of two", isPublic: false };
    await at.db.write((tx) => updateProject(tx, { all: true }, at.people.other, id, hidden));
    for (const who of ["viewer", "member"] as const)
      expect(JSON.stringify(await load(who))).not.toMatch(/Merger|Secret/);
    expect(JSON.stringify(await load("owner"))).toContain("Merger of two");
  });

  test("the whole page asks the workspace's data in two flights", async () => {
    const { owner } = at.people;
    const page = () => {
      const args = asked(at, owner) as { context: Parameters<typeof shellOf>[0] };
      return Promise.all([shellOf(args.context, owner), loader(args as never)]);
    };
    await page();
    expect(await countFlights(page)).toBe(2);
  });

  test("charts are drawn with their figures, and bring no script and no style", async () => {
    const { charts } = (await load("owner")).projects;
    for (const picture of Object.values(charts)) {
      expect(picture).toMatch(/^<svg [\s\S]*<\/svg>$/);
      expect(picture.match(/<path /g)?.length).toBeGreaterThan(0);
      expect(picture).not.toMatch(/<script|<style| style=| on\w+=/);
      // It is in the document twice: as it is shown, and for the script.
      expect(picture.length).toBeLessThan(3_500);
    }
    expect(charts.statuses).toContain("Active");
  });
});

test("who asks to join is told to who may answer, and to nobody else", async () => {
  const at = await makeWorkspace(tier);
  const person = { id: "user_asks", email: "asks@example.com", firstName: null, lastName: null };
  const asks = { slug: at.tenant.slug, person, actor: { kind: "member" as const, id: person.id } };
  await tier.controlDb.write((tx) => askToJoin(tx, asks));
  const requests = async (who: keyof Workspace["people"]) =>
    (await loader(asked(at, at.people[who]))).requests;
  expect([await requests("owner"), await requests("admin"), await requests("member")]).toEqual([1, 1, 0]);
  const by = { userId: at.people.owner.id, actor: { kind: "member" as const }, hasSecondFactor: false };
  const to = { ...PRODUCT_SECURITY, whoInvites: "owners" as const };
  await tier.controlDb.write((tx) => changeSecurity(tx, { tenantId: at.tenant.id, to, by }));
  expect([await requests("owner"), await requests("admin")]).toEqual([1, 0]);
});

test("the first steps are done when they are done, and go away when somebody wants that", async () => {
  const at = await makeWorkspace(tier);
  const { owner, admin, member } = at.people;
  const steps = async (who = owner) =>
    (await loader(asked(at, who))).steps.map(({ name, isDone }) => [name, isDone]);
  expect(await steps()).toEqual([
    ["project", true],
    ["invite", true],
    ["security", false],
    ["domain", false],
  ]);
  // To whoever could take none of those that are left it shows nothing, nor to who manages nothing.
  expect([await steps(admin), await steps(member)]).toEqual([[], []]);
  const { items } = await at.db.read((tx) => listMemberSummaries(tx, {}));
  const others = items.filter(({ id }) => id !== owner.id);
  for (const { id } of others) await at.db.write((tx) => removeMember(tx, id));
  expect((await steps())[1]).toEqual(["invite", false]);
  await hide(asked(at, owner, { form: {} }));
  expect(await steps()).toEqual([]);
});
