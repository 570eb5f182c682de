// Threat: owners take along less than they have, more than is theirs, or half a file that looks whole.
import { gunzipSync } from "node:zlib";
import { parse } from "csv-parse/sync";
import { extract } from "tar-stream";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { makeReadOnly, suspendTenant } from "#app/db.server.ts";
import {
  addComment,
  beginExport,
  createProject,
  type DataExport,
  ExportUnderWay,
  getReadyExport,
  listExports,
  MAX_EXPORTS,
  readChunk,
  writeChunk,
} from "#app/db.tenant.server.ts";
import { env } from "#app/env.server.ts";
import { makeWorkspace, type Workspace } from "#app/testing/in-workspace.ts";
import { sweepTenant } from "#db/control/sweep.ts";
import { type DataTier, openDataTier } from "#db/data-tier.ts";
import { askForExport } from "#db/tenant/exports.ts";
import { changeProject } from "#db/tenant/project-changes.ts";
import { forEachPlacement } from "#db/testing/for-each-placement.ts";
import { adminQuery } from "#db/testing/query.ts";
import { scratchDataTier } from "#db/testing/scratch.ts";
import { exportTenant } from "./export-tenant.ts";

let scratch: DataTier;
let tier: DataTier;
beforeAll(async () => {
  scratch = await scratchDataTier();
  tier = await openDataTier({ urls: scratch.urls, secretsKey: env.SECRETS_KEY });
});
afterAll(() => Promise.all([tier.close(), scratch.close()]));

type Wish = { format?: "json" | "csv"; withTrash?: boolean };
type Row = Record<string, unknown>;
const LIMITS = { maxBytes: 10_000_000, chunkBytes: 1_000 };
const FORMULA = '=HYPERLINK("http://x","y")';

const ask = ({ db, people }: Workspace, { format = "json", withTrash = false }: Wish = {}) =>
  db.write((tx) => askForExport(tx, { askedBy: people.owner.id, format, withTrash }), { evenReadOnly: true });
const make = ({ tenant }: Workspace, exportId: string, limits = LIMITS) =>
  exportTenant(tier, limits)({ tenantId: tenant.id, exportId });
const listed = ({ db }: Workspace) => db.read(listExports);

async function contentOf({ db }: Workspace, id: string): Promise<Buffer> {
  const ready = (await db.read((tx) => getReadyExport(tx, id))) ?? expect.unreachable();
  const chunks: Buffer[] = [];
  for (let ordinal = 0; ; ordinal++) {
    const chunk = await db.read((tx) => readChunk(tx, ready, ordinal));
    if (!chunk) break;
    expect(chunk.length).toBeLessThanOrEqual(LIMITS.chunkBytes);
    chunks.push(chunk);
  }
  const all = Buffer.concat(chunks);
  expect(all.length).toBe(ready.bytes);
  return all;
}

async function exported(at: Workspace, wish: Wish = {}): Promise<Record<string, Row[]>> {
  const id = await ask(at, wish);
  await make(at, id);
  const document = JSON.parse((await contentOf(at, id)).toString()) as { tables: Record<string, Row[]> };
  return document.tables;
}

async function filesIn(archive: Buffer): Promise<Map<string, string>> {
  const files = new Map<string, string>();
  const entries = extract();
  entries.end(gunzipSync(archive));
  for await (const entry of entries) {
    const pieces: Buffer[] = [];
    for await (const piece of entry) pieces.push(piece as Buffer);
    files.set(entry.header.name, Buffer.concat(pieces).toString());
  }
  return files;
}

const deleteProject = ({ db, people }: Workspace, id: string) =>
  db.write((tx) => changeProject(tx, { all: true }, people.owner, id, { kind: "delete" }));

forEachPlacement((kind) => {
  let at: Workspace;
  beforeEach(async () => {
    at = await makeWorkspace(tier, kind);
    await at.db.write((tx) =>
      addComment(tx, { all: true }, at.people.owner, at.open.id, { text: FORMULA, mentions: [] }),
    );
  });

  test("everything of the workspace is in it, whoever made it, and nothing of a neighbour's", async () => {
    const neighbour = await makeWorkspace(tier, kind);
    const tables = await exported(at);
    expect(tables.projects?.map(({ name }) => name).sort()).toEqual(["Open plan", "Own plan", "Secret plan"]);
    expect(tables.comments).toMatchObject([{ text: FORMULA, author_id: at.people.owner.id }]);
    expect(tables.memberships).toHaveLength(6);
    const text = JSON.stringify(tables);
    for (const { id, email } of Object.values(at.people)) {
      expect(text).toContain(id);
      expect(text).toContain(email);
    }
    expect(text).not.toContain(neighbour.tenant.id);
    expect(text).not.toContain(neighbour.people.owner.email);
  });

  test("what was deleted, and what belonged to it, is in it where it is asked for, and nowhere else", async () => {
    await deleteProject(at, at.open.id);
    const without = await exported(at);
    expect(without.projects?.map(({ name }) => name).sort()).toEqual(["Own plan", "Secret plan"]);
    expect(without.comments).toEqual([]);
    const withIt = await exported(at, { withTrash: true });
    expect(withIt.projects).toHaveLength(3);
    expect(withIt.comments).toHaveLength(1);
  });

  test("as CSV each table is a file, and no cell is a formula", async () => {
    const id = await ask(at, { format: "csv" });
    await make(at, id);
    const files = await filesIn(await contentOf(at, id));
    const manifest = JSON.parse(files.get("manifest.json") ?? "") as { rows: Record<string, number> };
    expect([...files.keys()]).toEqual([
      "manifest.json",
      ...Object.keys(manifest.rows).map((n) => `${n}.csv`),
    ]);
    for (const [table, rows] of Object.entries(manifest.rows))
      expect(parse(files.get(`${table}.csv`) ?? "", { bom: true, columns: true }), table).toHaveLength(rows);
    const [comment] = parse(files.get("comments.csv") ?? "", { bom: true, columns: true }) as Row[];
    expect(comment).toMatchObject({ text: `'${FORMULA}`, project_id: at.open.id });
  });

  test("it tells how far it is, and is done when all counted rows are written", async () => {
    const id = await ask(at);
    expect(await listed(at)).toMatchObject([{ id, state: "waiting", isUnderWay: true }]);
    await make(at, id);
    const [done] = (await listed(at)) as [DataExport];
    expect(done).toMatchObject({ state: "ready", isUnderWay: false });
    expect(done.rowsTotal).toBeGreaterThan(10);
    expect(done.rowsWritten).toBe(done.rowsTotal);
  });

  test("what was killed half-way offers nothing, and is begun anew as a whole", async () => {
    const id = await ask(at);
    const killed = (await at.db.write((tx) => beginExport(tx, id))) ?? expect.unreachable();
    const progress = { rowsTotal: 9, rowsWritten: 1, bytes: 4 };
    const half = { ordinal: 0, bytes: Buffer.from("half") };
    await at.db.write((tx) => writeChunk(tx, killed, half, progress));
    expect(await at.db.read((tx) => getReadyExport(tx, id))).toBeUndefined();
    await make(at, id);
    expect((await contentOf(at, id)).toString()).not.toContain("half");
    // Who was thought dead writes no further piece into it.
    const late = at.db.write((tx) => writeChunk(tx, killed, { ...half, ordinal: 99 }, progress));
    await expect(late).rejects.toThrow("Another attempt");
  });

  test("a read-only workspace is exported; a suspended one when it is resumed", async () => {
    await makeReadOnly(tier, at.tenant.id, { actor: { kind: "system" } });
    const id = await ask(at);
    await make(at, id);
    expect(await listed(at)).toMatchObject([{ state: "ready" }]);
    const other = await makeWorkspace(tier, kind);
    const later = await ask(other);
    await suspendTenant(tier, other.tenant.id, { actor: { kind: "system" } });
    await make(other, later);
    const waiting = await adminQuery(tier, "SELECT FROM control.waiting_jobs WHERE tenant_id = $1", [
      other.tenant.id,
    ]);
    expect(waiting).toHaveLength(1);
  });

  test("no two are made at one time, and the oldest makes room", async () => {
    const first = await ask(at);
    await expect(ask(at)).rejects.toThrow(ExportUnderWay);
    await make(at, first);
    for (let n = 0; n < MAX_EXPORTS; n++) await make(at, await ask(at));
    const ids = (await listed(at)).map(({ id }) => id);
    expect(ids).toHaveLength(MAX_EXPORTS);
    expect(ids).not.toContain(first);
  });

  test("of whom nothing was heard for long is not waited for", async () => {
    const id = await ask(at);
    const age = `UPDATE "${at.tenant.placement.schema}".exports SET touched_at = now() - interval '11 minutes'`;
    await adminQuery({ ...tier, urls: await urlsOf(at) }, age);
    expect(await listed(at)).toMatchObject([{ isUnderWay: false }]);
    const next = await ask(at);
    await make(at, id);
    expect(await listed(at)).toMatchObject([{ id: next, state: "waiting" }]);
  });

  test("what is past its days is offered no more, and swept with all its pieces", async () => {
    const id = await ask(at);
    await make(at, id);
    const urls = await urlsOf(at);
    const { schema } = at.tenant.placement;
    await adminQuery(
      { ...tier, urls },
      `UPDATE "${schema}".exports SET created_at = now() - interval '7 days 1 minute'`,
    );
    expect(await listed(at)).toEqual([]);
    expect(await at.db.read((tx) => getReadyExport(tx, id))).toBeUndefined();
    await sweepTenant(at.db);
    expect(await adminQuery({ ...tier, urls }, `SELECT FROM "${schema}".export_chunks`)).toEqual([]);
  });

  test("more than fits into one file is refused, and nothing of it stays", async () => {
    const id = await ask(at);
    await make(at, id, { ...LIMITS, maxBytes: 2_500 });
    expect(await listed(at)).toMatchObject([{ state: "tooLarge", isUnderWay: false }]);
    const left = `SELECT FROM "${at.tenant.placement.schema}".export_chunks`;
    expect(await adminQuery({ ...tier, urls: await urlsOf(at) }, left)).toEqual([]);
  });

  test("no earlier export is in one", async () => {
    await exported(at);
    const tables = await exported(at);
    expect(Object.keys(tables)).not.toContain("exports");
    expect(Object.keys(tables)).not.toContain("export_chunks");
  });
});

/** The admin's way to the database that the workspace is in. */
async function urlsOf({ tenant }: Workspace) {
  const { cluster, database } = tenant.placement;
  const { url, adminUrl } = await tier.clusterUrls(cluster);
  const at = new URL(adminUrl);
  at.pathname = `/${database}`;
  return { url, adminUrl: at.href };
}

describe("many rows", () => {
  test("are all in it, once each", async () => {
    const at = await makeWorkspace(tier);
    const given = { description: "x".repeat(500), status: "done" as const, isPublic: true, categoryIds: [] };
    await at.db.write(async (tx) => {
      for (let n = 0; n < 300; n++) await createProject(tx, at.people.other, { ...given, name: `No ${n}` });
    });
    const { projects = [] } = await exported(at);
    expect(new Set(projects.map(({ id }) => id)).size).toBe(303);
  });
});
