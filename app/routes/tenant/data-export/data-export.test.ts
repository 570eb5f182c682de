// Threat: all of a workspace's data is handed to whoever does not own it, or without a trace.
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { upsertMembership } from "#app/db.people.server.ts";
import { EXPORT_JOB, listAudit } from "#app/db.server.ts";
import { beginExport, listExports } from "#app/db.tenant.server.ts";
import { env } from "#app/env.server.ts";
import { exportTenant } from "#app/jobs/export/export-tenant.ts";
import { asked, asReadOnly, makeWorkspace, statusOf, type Workspace } from "#app/testing/in-workspace.ts";
import { type DataTier, openDataTier } from "#db/data-tier.ts";
import { askForExport } from "#db/tenant/exports.ts";
import { forEachPlacement } from "#db/testing/for-each-placement.ts";
import { adminQuery } from "#db/testing/query.ts";
import { scratchDataTier } from "#db/testing/scratch.ts";
import { action, loader } from "./data-export.tsx";
import { action as takeFile } from "./downloads.ts";

let scratch: DataTier;
let tier: DataTier;
beforeAll(async () => {
  scratch = await scratchDataTier();
  tier = await openDataTier({ urls: scratch.urls, secretsKey: env.SECRETS_KEY });
});
afterAll(() => Promise.all([tier.close(), scratch.close()]));

type Who = keyof Workspace["people"];
const LONG_AGO = { provedAt: new Date(0) };

forEachPlacement((kind) => {
  let at: Workspace;
  beforeEach(async () => {
    at = await makeWorkspace(tier, kind);
  });
  const form = { format: "json" };
  const ask = async (who: Who = "owner", more: object = {}) =>
    action(asked(at, at.people[who], { path: "/settings/export", form, ...more }));
  const download = async (exportId: string, who: Who = "owner", more: object = {}) =>
    (await takeFile(asked(at, at.people[who], { params: { exportId }, form: {}, ...more }))) as Response;
  const newest = async () => (await at.db.read(listExports))[0] ?? expect.unreachable();
  const jobs = () =>
    adminQuery<{ payload: { exportId: string } }>(
      tier,
      `SELECT payload FROM graphile_worker._private_jobs j JOIN graphile_worker._private_tasks t ON t.id = j.task_id
       WHERE t.identifier = $1 AND payload->>'tenantId' = $2`,
      [EXPORT_JOB, at.tenant.id],
    );
  const made = async () => {
    await ask();
    const { id } = await newest();
    await exportTenant(tier)({ tenantId: at.tenant.id, exportId: id });
    return id;
  };
  const audited = async () =>
    (await tier.controlDb.read((tx) => listAudit(tx, { tenantId: at.tenant.id }))).items
      .filter(({ action: name }) => name.startsWith("export."))
      .map(({ action: name, actorId, detail }) => ({ name, actorId, detail }));

  test("nobody but its owners asks for a file, sees one, or downloads one", async () => {
    const id = await made();
    for (const who of ["admin", "member", "viewer"] as const) {
      expect(await statusOf(async () => loader(asked(at, at.people[who])))).toBe(403);
      expect(await statusOf(() => ask(who))).toBe(403);
      expect(await statusOf(() => download(id, who))).toBe(403);
    }
  });

  test("whoever is an owner no more at that moment gets nothing, and nothing waits", async () => {
    const id = await made();
    const key = { tenantId: at.tenant.id, userId: at.people.owner.id };
    await tier.controlDb.write((tx) =>
      upsertMembership(tx, { ...key, role: "admin", sourceUpdatedAt: new Date() }),
    );
    expect(await statusOf(() => ask())).toBe(403);
    expect(await at.db.read(listExports)).toHaveLength(1);
    expect(await statusOf(() => download(id))).toBe(403);
  });

  test("asking and downloading need a recent sign-in", async () => {
    const id = await made();
    const before = await audited();
    const signsIn = async (act: () => Promise<unknown>) => {
      const away = await act().catch((thrown: unknown) => thrown);
      return new URL((away as Response).headers.get("location") ?? "", "http://x/").pathname;
    };
    const old = { session: LONG_AGO };
    expect(await signsIn(() => ask("owner", old))).toBe("/sign-in-again");
    expect(await signsIn(() => download(id, "owner", old))).toBe("/sign-in-again");
    expect(await audited()).toEqual(before);
  });

  test("who asked and who downloaded is in the log, before anything is handed out", async () => {
    const id = await made();
    await (await download(id)).text();
    const actorId = at.people.owner.id;
    expect(await audited()).toEqual([
      { name: "export.download", actorId, detail: { exportId: id } },
      { name: "export.data", actorId, detail: { exportId: id, format: "json", withTrash: false } },
    ]);
    expect(await jobs()).toMatchObject([{ payload: { exportId: id } }]);
  });

  test("the file has a name, a type, and is kept by nobody in between", async () => {
    const answer = await download(await made());
    expect(answer.headers.get("content-type")).toBe("application/json; charset=utf-8");
    expect(answer.headers.get("content-disposition")).toMatch(/^attachment; filename=".*\.json"/);
    expect(answer.headers.get("cache-control")).toBe("private, no-store");
    const { workspace } = (await answer.json()) as { workspace: unknown };
    expect(workspace).toEqual({ name: at.tenant.name, slug: at.tenant.slug });
    await ask("owner", { form: { format: "csv", withTrash: "on" } });
    const { id, withTrash } = await newest();
    expect(withTrash).toBe(true);
    await exportTenant(tier)({ tenantId: at.tenant.id, exportId: id });
    const packed = await download(id);
    expect(packed.headers.get("content-type")).toBe("application/gzip");
    expect(packed.headers.get("content-disposition")).toContain(".tar.gz");
    expect([...new Uint8Array(await packed.arrayBuffer()).slice(0, 2)]).toEqual([0x1f, 0x8b]);
  });

  test("half a file, one that is gone, and a neighbour's are answered as one that never was", async () => {
    await ask();
    const { id } = await newest();
    expect(await statusOf(() => download(id))).toBe(404);
    await at.db.write((tx) => beginExport(tx, id));
    expect(await statusOf(() => download(id))).toBe(404);
    const own = await made();
    const neighbour = await makeWorkspace(tier, kind);
    const theirs = asked(neighbour, neighbour.people.owner, { params: { exportId: own }, form: {} });
    expect(await statusOf(async () => takeFile(theirs))).toBe(404);
    expect(await statusOf(() => download("x"))).toBe(404);
  });

  test("the page tells how far it is, and loads itself anew for as long as it is made", async () => {
    const { handle } = await import("./data-export.tsx");
    expect(handle.refreshSeconds(await loader(asked(at, at.people.owner)))).toBeUndefined();
    await ask();
    const loaded = await loader(asked(at, at.people.owner));
    expect(loaded).toMatchObject({ isUnderWay: true, exports: [{ state: "waiting" }] });
    expect(handle.refreshSeconds(loaded)).toBeGreaterThan(0);
    expect(await statusOf(() => ask())).toBe(409);
    expect(await statusOf(() => ask("owner", { form: { format: "xml" } }))).toBe(400);
  });

  test("a read-only workspace is taken along all the same", async () => {
    at = asReadOnly(at);
    expect(await statusOf(() => ask())).toBe(303);
  });
});

/** In many pieces, and being read: the first of them is on its way. */
async function halfRead() {
  const at = await makeWorkspace(tier);
  const { owner } = at.people;
  const id = await at.db.write((tx) =>
    askForExport(tx, { askedBy: owner.id, format: "json", withTrash: false }),
  );
  const limits = { maxBytes: 1_000_000, chunkBytes: 100 };
  await exportTenant(tier, limits)({ tenantId: at.tenant.id, exportId: id });
  const answer = (await takeFile(asked(at, owner, { params: { exportId: id }, form: {} }))) as Response;
  return { at, answer };
}

test("a file that is read slowly ends with the right to it", async () => {
  const { at, answer } = await halfRead();
  const key = { tenantId: at.tenant.id, userId: at.people.owner.id };
  await tier.controlDb.write((tx) =>
    upsertMembership(tx, { ...key, role: "admin", sourceUpdatedAt: new Date() }),
  );
  await expect(answer.text()).rejects.toThrow();
});

test("a file that is gone while it is read ends broken off, not short", async () => {
  const { at, answer } = await halfRead();
  await adminQuery(tier, `DELETE FROM "${at.tenant.placement.schema}".exports`);
  await expect(answer.text()).rejects.toThrow();
});
