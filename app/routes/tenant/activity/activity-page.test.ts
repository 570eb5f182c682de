// Threat: an address or an export of the activity tells what the page would not, or answers what nobody
// asked.
import { parse } from "csv-parse/sync";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { createProject, updateProject } from "#app/db.tenant.server.ts";
import { env } from "#app/env.server.ts";
import { asked, asReadOnly, makeWorkspace, statusOf, type Workspace } from "#app/testing/in-workspace.ts";
import { listAudit } from "#db/control/audit-log.ts";
import { type DataTier, openDataTier } from "#db/data-tier.ts";
import { forEachPlacement } from "#db/testing/for-each-placement.ts";
import { scratchDataTier } from "#db/testing/scratch.ts";
import { loader } from "./activity.tsx";
import { action as exportActivity } from "./activity-exports.ts";

let scratch: DataTier;
let tier: DataTier;
beforeAll(async () => {
  scratch = await scratchDataTier();
  tier = await openDataTier({ urls: scratch.urls, secretsKey: env.SECRETS_KEY });
});
afterAll(() => Promise.all([tier.close(), scratch.close()]));

type Who = "owner" | "member" | "viewer";

forEachPlacement((kind) => {
  let at: Workspace;
  beforeAll(async () => {
    at = await makeWorkspace(tier, kind);
    // Was for all to see when that was written, and is not any more.
    const input = {
      name: "Merger",
      description: "",
      status: "active" as const,
      isPublic: true,
      categoryIds: [],
    };
    const { id } = await at.db.write((tx) => createProject(tx, at.people.other, input));
    const hidden = { ...input, isPublic: false };
    await at.db.write((tx) => updateProject(tx, { all: true }, at.people.other, id, hidden));
  });
  const load = (who: Who, query = "") => loader(asked(at, at.people[who], { path: `/activity${query}` }));
  const names = async (who: Who, query = "") =>
    new Set((await load(who, query)).entries.flatMap(({ subjectName }) => subjectName ?? []));
  const file = async (who: Who, form: Record<string, string> = {}) => {
    const response = (await exportActivity(asked(at, at.people[who], { form }))) as Response;
    return { response, rows: parse(await response.text(), { bom: true }) as string[][] };
  };

  test.each([
    ["viewer", ["Open plan"]],
    ["member", ["Open plan", "Own plan"]],
    ["owner", ["Merger", "Open plan", "Own plan", "Secret plan"]],
  ] as const)("the %s sees and takes along what they may see, and nothing else", async (who, visible) => {
    expect([...(await names(who))].toSorted()).toEqual(visible);
    const { rows } = await file(who);
    const column = rows.slice(1).map(([, , , name]) => name);
    expect([...new Set(column)].filter(Boolean).toSorted()).toEqual(visible);
    expect(JSON.stringify(rows).includes("Merger")).toBe(who === "owner");
  });

  test("an export is itself an entry: in the file, on the page of everybody, and in the audit log", async () => {
    const { rows, response } = await file("member", { action: "activity.exported" });
    expect(response.headers.get("content-type")).toBe("text/csv; charset=utf-8");
    expect(response.headers.get("content-disposition")).toContain("attachment; filename=");
    expect(response.headers.get("cache-control")).toBe("private, no-store");
    expect(rows[1]?.slice(1)).toEqual(["member", "activity.exported", "", ""]);
    expect((await load("viewer")).entries[0]).toMatchObject({
      action: "activity.exported",
      subjectName: null,
    });
    const { items } = await tier.controlDb.read((tx) => listAudit(tx, { tenantId: at.tenant.id }));
    expect(items[0]).toMatchObject({
      action: "export.activity",
      actorId: at.people.member.id,
      detail: { format: "csv", isFiltered: true },
    });
  });

  test("in a read-only workspace an export is an entry of the audit log alone", async () => {
    const entries = async () => (await load("viewer")).entries.length;
    const before = await entries();
    const active = at;
    at = asReadOnly(at);
    const { rows } = await file("owner", { action: "project.created" });
    at = active;
    expect(rows.length).toBeGreaterThan(1);
    expect(await entries()).toBe(before);
    const { items } = await tier.controlDb.read((tx) => listAudit(tx, { tenantId: at.tenant.id }));
    expect(items[0]).toMatchObject({ action: "export.activity", actorId: at.people.owner.id });
  });

  test("a file has all pages of what is filtered, and no cell that a spreadsheet would run", async () => {
    const input = { description: "", status: "active" as const, isPublic: true, categoryIds: [] };
    for (let n = 0; n < 120; n++)
      await at.db.write((tx) => createProject(tx, at.people.other, { ...input, name: `=many() ${n}` }));
    const { rows } = await file("viewer", { project: "many" });
    expect(rows).toHaveLength(121);
    for (const [, , , name] of rows.slice(1)) expect(name).toMatch(/^'=many/);
    expect(new Set(rows.map(([, , , name]) => name)).size).toBe(121);
  });

  describe("an address", () => {
    test.each([
      ["?from=2026-02-30", ["from"]],
      ["?to=yesterday&from=2026-01-01", ["to"]],
      ["?action=constructor.name", ["action"]],
      ["?action=project.created&actor=%25", []],
      ["?cursor=nonsense", ["cursor"]],
      [`?cursor=${Buffer.from('[0,"7\' or 1=1"]').toString("base64url")}`, ["cursor"]],
      [`?cursor=${"x".repeat(5_000)}`, ["cursor"]],
      [`?project=${encodeURIComponent("'; drop table activity --")}&actor=%F0%9F%9A%80`, []],
      [`?actor=${"a".repeat(10_000)}`, []],
      ["?project=00000000-0000-0000-0000-000000000000&from=1970-01-01&to=9999-12-31", []],
      ["?actor=%00&unknown=1", ["actor"]],
    ])("%s is answered, and says what of it makes no sense", async (query, ignored) => {
      const { entries, ignored: told } = await load("owner", query);
      expect(told).toEqual(ignored);
      expect(Array.isArray(entries)).toBe(true);
    });

    test("of the next page leads on, and back", async () => {
      const first = await load("owner");
      const second = await load("owner", first.next?.replace("/activity", "") ?? "");
      expect(second.ignored).toEqual([]);
      expect(second.entries[0]?.id).toBeLessThan(first.entries.at(-1)?.id ?? 0);
      const back = await load("owner", second.previous?.replace("/activity", "") ?? "");
      expect(back.entries).toEqual(first.entries);
    });
  });

  test("a body that is no form is refused", async () => {
    const context = asked(at, at.people.owner, { form: {} }) as { request: Request };
    context.request = new Request("http://x/", {
      method: "POST",
      body: "{}",
      headers: { "content-type": "a/b" },
    });
    expect(await statusOf(async () => exportActivity(context as never))).toBe(415);
  });
});
