// Threat: a page shows, counts or changes more than the person may reach.
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { TenantDb } from "#app/db.server.ts";
import { createProject, getProject } from "#app/db.tenant.server.ts";
import { env } from "#app/env.server.ts";
import { asked, makeWorkspace, refusalOf, type Workspace } from "#app/testing/in-workspace.ts";
import { type DataTier, openDataTier } from "#db/data-tier.ts";
import { adminQuery } from "#db/testing/query.ts";
import { scratchDataTier } from "#db/testing/scratch.ts";
import { loader as dashboard } from "../dashboard/dashboard.tsx";
import { loader as detail } from "./project.tsx";
import { action as erase, loader as erasure } from "./project-delete.tsx";
import { action as change, loader as edit } from "./project-edit.tsx";
import { action as create, loader as creation } from "./project-new.tsx";
import { loader as transfer } from "./project-owner.tsx";
import { loader as list } from "./projects.tsx";

let scratch: DataTier;
let tier: DataTier;
let at: Workspace;
beforeAll(async () => {
  scratch = await scratchDataTier();
  tier = await openDataTier({ urls: scratch.urls, secretsKey: env.SECRETS_KEY });
  at = await makeWorkspace(tier);
});
afterAll(() => Promise.all([tier.close(), scratch.close()]));

const names = (found: { name: string }[]) => found.map(({ name }) => name).sort();
const read = (id: string) => at.db.read((tx) => getProject(tx, { all: true }, id));
const filled = { name: "Taken over", description: "", status: "done", isPublic: "on" };
const on = (id: string, form?: Record<string, string>, db?: TenantDb) => ({
  params: { projectId: id },
  ...(form && { form }),
  ...(db && { db }),
});

const seenBy: [keyof Workspace["people"], string[]][] = [
  ["viewer", ["Open plan"]],
  ["member", ["Open plan", "Own plan"]],
  ["other", ["Open plan", "Secret plan"]],
  ["admin", ["Open plan", "Own plan", "Secret plan"]],
  ["owner", ["Open plan", "Own plan", "Secret plan"]],
];

describe.each(seenBy)("the %s", (who, visible) => {
  const me = () => at.people[who];

  test("lists, counts and finds what is theirs to see, and nothing else", async () => {
    const all = await list(asked(at, me()));
    expect([names(all.projects), all.count]).toEqual([visible, visible.length]);
    const found = await list(asked(at, me(), { path: "/projects?q=Secret" }));
    const secret = visible.filter((name) => name.startsWith("Secret"));
    expect([names(found.projects), found.count]).toEqual([secret, secret.length]);
  });

  test("has on the dashboard what is theirs to see, and nothing else", async () => {
    const { projects, activity } = await dashboard(asked(at, me()));
    expect(names(projects.recent)).toEqual(visible);
    expect(projects.counts.active).toBe(visible.length);
    expect(activity.map(({ subjectName }) => subjectName).sort()).toEqual(visible);
  });

  test("opens what is theirs to see; the rest is 404, as if it never was", async () => {
    for (const project of [at.secret, at.open, at.own]) {
      const opened = await refusalOf(() => detail(asked(at, me(), on(project.id))));
      expect(opened, project.name).toBe(visible.includes(project.name) ? undefined : 404);
    }
  });
});

describe("a member", () => {
  const me = () => at.people.member;
  const pages = { edit, change, erasure, erase, transfer } as Record<
    string,
    (args: never) => Promise<unknown>
  >;
  const form = (name: string, label: string) =>
    name === "change" ? filled : name === "erase" ? { name: label } : undefined;

  test.each(["edit", "change", "erasure", "erase", "transfer"])(
    "%s: only their own project",
    async (name) => {
      const page = pages[name]!;
      const of = (project: { id: string; name: string }) =>
        refusalOf(() => page(asked(at, me(), on(project.id, form(name, project.name)))));
      expect(await of(at.open)).toBe(403);
      expect(await of(at.secret)).toBe(404);
      expect(await read(at.open.id)).toMatchObject({ name: "Open plan", status: "active" });
      expect(await read(at.secret.id)).toMatchObject({ name: "Secret plan", status: "active" });
    },
  );

  // Threat: between the check and the write the project becomes somebody else's.
  test.each(["change", "erase"])("%s: not what changed hands in the meantime", async (name) => {
    const { id, name: label } = await at.db.write((tx) =>
      createProject(tx, me(), {
        name: `Mine ${name}`,
        description: "",
        status: "active",
        isPublic: true,
        categoryIds: [],
      }),
    );
    const { schema } = at.tenant.placement;
    const handOver = `UPDATE "${schema}".projects SET created_by = $1 WHERE id = $2`;
    const racing: TenantDb = {
      ...at.db,
      write: async (work) => {
        await adminQuery(scratch, handOver, [at.people.other.id, id]);
        return at.db.write(work);
      },
    };
    expect(await refusalOf(() => pages[name]!(asked(at, me(), on(id, form(name, label), racing))))).toBe(404);
    expect(await read(id)).toMatchObject({ name: label, createdBy: at.people.other.id });
  });
});

test("a viewer makes nothing: neither the form nor its answer", async () => {
  const me = at.people.viewer;
  const count = async () => (await list(asked(at, at.people.owner))).count;
  const before = await count();
  expect(await refusalOf(() => creation(asked(at, me)))).toBe(403);
  expect(await refusalOf(() => create(asked(at, me, { form: filled })))).toBe(403);
  expect(await count()).toBe(before);
});

// Threat: the form of a copy shows a project that one may not see.
test("a copy begins as what one may see, and for who may create", async () => {
  const copy = (who: keyof Workspace["people"], id: string) =>
    creation(asked(at, at.people[who], { path: `/projects/new?from=${id}` }));
  expect((await copy("member", at.open.id)).original).toMatchObject({ name: "Open plan" });
  expect(await refusalOf(() => copy("member", at.secret.id))).toBe(404);
  expect(await refusalOf(() => copy("viewer", at.open.id))).toBe(403);
  expect(await refusalOf(() => copy("member", "' OR 1=1"))).toBe(404);
  expect((await creation(asked(at, at.people.member))).original).toBeUndefined();
});

test("a project is offered to who could have made one, and not to who owns it", async () => {
  const { choices } = await transfer(asked(at, at.people.owner, on(at.open.id)));
  const ids = choices.map(({ id }) => id);
  expect(ids).toContain(at.people.member.id);
  for (const who of ["viewer", "other"] as const) expect(ids).not.toContain(at.people[who].id);
});

test("what is made belongs to who made it", async () => {
  const answer = (await create(asked(at, at.people.admin, { form: filled }))) as Response;
  const id = answer.headers.get("location")?.split("/").at(-1) ?? "";
  expect(await read(id)).toMatchObject({ createdBy: at.people.admin.id, name: "Taken over" });
});

// Threat: what is no id reaches a query.
test.each(["1", "' OR 1=1", "../x", "01a20085-9168-74e7-99ab-28a9edb95fe2'"])(
  "%s is no project: 404",
  async (id) => {
    for (const page of [detail, edit, erasure])
      expect(await refusalOf(() => page(asked(at, at.people.owner, on(id))))).toBe(404);
  },
);
