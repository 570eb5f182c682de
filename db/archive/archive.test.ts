// Threat: a backup lacks what it should have, has what is another tenant's, or is believed though it is not
// what was written.
import { createHash } from "node:crypto";
import { type EventEmitter, once } from "node:events";
import { Readable } from "node:stream";
import { buffer } from "node:stream/consumers";
import { pack as createPack, type Header, type Pack } from "tar-stream";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { withAdmin } from "../cluster/admin.ts";
import type { DataTier } from "../data-tier.ts";
import type { Tenant } from "../routing/tenant.ts";
import { createProject } from "../tenant/projects.ts";
import { forEachPlacement } from "../testing/for-each-placement.ts";
import { adminQuery } from "../testing/query.ts";
import { scratchDataTier, testOwner, testTenant } from "../testing/scratch.ts";
import { ArchiveRefused } from "./archive-refused.ts";
import { compressed } from "./compression.ts";
import { sealed } from "./envelope.ts";
import { HEADER_BYTES } from "./format.ts";
import { verifyArchive } from "./read-archive.ts";
import { RowHash } from "./row-hash.ts";
import { createArchive } from "./write-archive.ts";

let tier: DataTier;
beforeAll(async () => {
  tier = await scratchDataTier();
});
afterAll(() => tier.close());

const owner = testOwner({ firstName: "Olive\nTab\t", lastName: "\\N “🚀”" });
const input = { description: "a\tb\nc\\", isPublic: true, status: "active" as const, categoryIds: [] };

async function archiveOf(tenant: Tenant, passphrase?: string) {
  let file: Buffer = Buffer.alloc(0);
  const manifest = await createArchive(
    tier,
    tenant,
    async (bytes) => {
      file = await buffer(bytes);
    },
    { passphrase },
  );
  return { file, manifest };
}
const verify = (file: Buffer, passphrase?: string) => verifyArchive(Readable.from([file]), { passphrase });
const refused = async (file: Buffer, passphrase?: string): Promise<string> => {
  const outcome = await verify(file, passphrase).then(
    () => "accepted",
    (error: unknown) => error,
  );
  expect(outcome).toBeInstanceOf(ArchiveRefused);
  return (outcome as Error).message;
};

forEachPlacement((kind) => {
  test("it has the tenant's rows of both planes, and nobody else's", async () => {
    const tenant = await testTenant(tier, { kind, owner });
    const other = await testTenant(tier, { kind });
    const write = (one: Tenant, name: string) =>
      tier.tenantRouter.connect(one).write((tx) => createProject(tx, owner, { ...input, name }));
    for (const name of ["Pier", "Quay"]) await write(tenant, name);
    const { file, manifest } = await archiveOf(tenant);
    const rows = Object.fromEntries(
      manifest.tables.map(({ plane, name, rows: n }) => [`${plane}.${name}`, n]),
    );
    expect(rows).toMatchObject({
      "control.tenants": 1,
      "control.users": 1,
      "control.memberships": 1,
      "tenant.members": 1,
      "tenant.projects": 2,
      "tenant.activity": 2,
    });
    const { description, manifest: read } = await verify(file);
    expect(read).toEqual(manifest);
    expect(description.tenant).toMatchObject({ id: tenant.id, slug: tenant.slug, placement: kind });
    expect(description.migrations.length).toBeGreaterThan(3);
    expect(description.tables.map(({ name }) => name)).toEqual(manifest.tables.map(({ name }) => name));
    // What was written in the other tenant changes nothing of this one's.
    await testTenant(tier, { kind });
    const again = (await archiveOf(tenant)).manifest;
    expect(again).toEqual(manifest);
    expect((await archiveOf(other)).manifest.tables).not.toEqual(manifest.tables);
  });

  test("where it cannot be written, that is what is thrown, and nothing goes on reading", async () => {
    const tenant = await testTenant(tier, { kind, owner });
    const { schema, database } = tenant.placement;
    // More than any buffer on the way holds, and nothing that compresses.
    await withAdmin(
      tier.urls.adminUrl,
      (client) =>
        client.query(`INSERT INTO "${schema}".activity (actor_id, action, subject_type, subject_id, subject_name)
          SELECT 'x', 'x', 'workspace', n::text, (SELECT string_agg(md5(n::text || k), '') FROM generate_series(1, 30) k)
          FROM generate_series(1, 20000) n`),
      { database },
    );
    for (const pieces of [1, 20]) {
      let left = pieces;
      const full = async (bytes: AsyncIterable<Buffer>) => {
        for await (const _piece of bytes) if (--left === 0) throw new Error("the disk is full");
      };
      await expect(createArchive(tier, tenant, full)).rejects.toThrow("the disk is full");
      const reading =
        "SELECT 1 FROM pg_stat_activity WHERE application_name = 'tenantry:archive' AND datname = $1";
      await expect.poll(() => adminQuery(tier, reading, [database])).toEqual([]);
    }
  });

  test("what lets somebody in leaves the database in no form, and what the database derives is not copied", async () => {
    const tenant = await testTenant(tier, { kind, owner });
    const { description } = await verify((await archiveOf(tenant)).file);
    const columns = description.tables.flatMap((table) => table.columns);
    expect(columns.length).toBeGreaterThan(60);
    for (const secret of ["verification_token", "sealed_password", "search_words", "search_text"])
      expect(columns).not.toContain(secret);
  });
});

describe("a file that is not as it was written", () => {
  let plain: Buffer;
  let encrypted: Buffer;
  const passphrase = "correct horse battery staple";
  beforeAll(async () => {
    const tenant = await testTenant(tier, { owner });
    plain = (await archiveOf(tenant)).file;
    encrypted = (await archiveOf(tenant, passphrase)).file;
  });

  test("is refused wherever one byte is another", async () => {
    const step = Math.ceil(plain.length / 400);
    for (let at = 0; at < plain.length; at += at < 64 || at > plain.length - 64 ? 1 : step) {
      const changed = Buffer.from(plain);
      changed[at] = (changed[at] ?? 0) ^ 0x01;
      await refused(changed);
    }
  });

  test("is refused wherever it ends too early, or goes on", async () => {
    for (const length of [0, 1, HEADER_BYTES, 31, 32, 33, 500, plain.length - 33, plain.length - 1])
      await refused(plain.subarray(0, length));
    await refused(Buffer.concat([plain, Buffer.from([0])]));
    await refused(Buffer.concat([plain, plain]));
  });

  test("that cannot be read is not called damaged", async () => {
    const broken = async function* () {
      yield plain.subarray(0, 600);
      throw new Error("the disk is gone");
    };
    await expect(verifyArchive(broken())).rejects.toThrow("the disk is gone");
  });

  test("is refused where it is of a newer release, which it says", async () => {
    const newer = Buffer.from(plain);
    newer[8] = 2;
    expect(await refused(newer)).toContain("a newer release");
  });

  test("encrypted, opens with its passphrase alone, and holds no word of it", async () => {
    await expect(verify(encrypted, passphrase)).resolves.toBeTruthy();
    expect(await refused(encrypted)).toContain("ARCHIVE_PASSPHRASE");
    expect(await refused(encrypted, "another")).toContain("passphrase");
    // Neither frame may be another: the cipher says so, whoever mends the hash at the end.
    const changed = Buffer.from(encrypted.subarray(0, -32));
    changed[changed.length - 20] = (changed.at(-20) ?? 0) ^ 1;
    await refused(resealed(changed), passphrase);
  });
});

async function* piecesOf(pack: Pack): AsyncGenerator<Buffer> {
  yield* pack as AsyncIterable<Buffer>;
}

/** The hash at the end, of whatever is before it. */
function resealed(body: Buffer): Buffer {
  return Buffer.concat([body, createHash("sha256").update(body).digest()]);
}

// Threat: a file that somebody made by hand, with every hash right.
describe("an archive with right hashes and entries that no archive has", () => {
  type Made = { header: Partial<Header> & { name: string }; content: Buffer };
  const entry = (name: string, content: string | Buffer, header: Partial<Header> = {}): Made => ({
    header: { name, ...header },
    content: Buffer.from(content),
  });
  const first = (tables: object[] = [{ plane: "tenant", name: "projects", columns: ["id"] }], more = {}) =>
    entry(
      "archive.json",
      JSON.stringify({
        format: 1,
        takenAt: "2026-11-30T00:00:00Z",
        tenant: {
          id: "019a0000-0000-7000-8000-000000000001",
          slug: "acme",
          name: "Acme",
          plan: "standard",
          placement: "schema",
        },
        migrations: [],
        tables,
        ...more,
      }),
    );
  const manifestOf = (lines: string) => {
    const hash = new RowHash();
    hash.add(Buffer.from(lines));
    return entry(
      "manifest.json",
      JSON.stringify({ tables: [{ plane: "tenant", name: "projects", ...hash.facts() }] }),
    );
  };
  async function made(entries: Made[]): Promise<Buffer> {
    const pack = createPack();
    for (const { header, content } of entries)
      if (header.type === "symlink") pack.entry(header);
      else pack.entry(header, content);
    pack.finalize();
    return buffer(sealed(compressed(piecesOf(pack)), undefined));
  }
  const rows = "1\n2\n";
  const part = (n: number, lines: string, table = "projects") =>
    entry(`tenant/${table}/${String(n).padStart(6, "0")}.copy`, lines);

  test("is read where nothing is wrong with it", async () => {
    const file = await made([first(), part(1, "1\n"), part(2, "2\n"), manifestOf(rows)]);
    expect((await verify(file)).manifest.tables[0]).toMatchObject({ rows: 2, bytes: 4 });
  });

  test.each<[string, () => Made[]]>([
    ["a way out of the folder", () => [first(), entry("../../etc/passwd", rows), manifestOf(rows)]],
    ["a way from the root", () => [first(), entry("/tenant/projects/000001.copy", rows), manifestOf(rows)]],
    ["a link", () => [first(), entry("tenant/projects/000001.copy", "", { type: "symlink", linkname: "/" })]],
    ["a table that is not described", () => [first(), part(1, rows, "secrets"), manifestOf(rows)]],
    ["parts in another order", () => [first(), part(2, "2\n"), part(1, "1\n"), manifestOf(rows)]],
    ["a part twice", () => [first(), part(1, "1\n"), part(1, "2\n"), manifestOf(rows)]],
    ["a part missing", () => [first(), part(1, "1\n"), part(3, "2\n"), manifestOf(rows)]],
    ["a row that does not end", () => [first(), part(1, "1\n2"), manifestOf("1\n2")]],
    ["fewer rows than told", () => [first(), part(1, "1\n"), manifestOf(rows)]],
    ["other rows than told", () => [first(), part(1, "1\n3\n"), manifestOf(rows)]],
    ["no manifest", () => [first(), part(1, rows)]],
    ["no description", () => [part(1, rows), manifestOf(rows)]],
    ["more after its end", () => [first(), part(1, rows), manifestOf(rows), part(2, "3\n")]],
    ["a description that is none", () => [entry("archive.json", "{}"), manifestOf(rows)]],
    ["a description of another format", () => [first(undefined, { format: 2 }), manifestOf(rows)]],
    [
      "a name of a table with quotes",
      () => [first([{ plane: "tenant", name: 'p"; drop table x', columns: ["id"] }]), manifestOf(rows)],
    ],
    ["nothing", () => []],
  ])("is refused for %s", async (_what, entries) => {
    await refused(await made(entries()));
  });

  test("is refused for a gigabyte of zeros, before it is in memory", async () => {
    const bytes = 2 ** 30;
    const zeros = Buffer.alloc(2 ** 20);
    const pack = createPack();
    const start = first();
    pack.entry(start.header, start.content);
    const large = pack.entry({ name: "tenant/projects/000001.copy", size: bytes });
    const fill = async () => {
      for (let written = 0; written < bytes; written += zeros.length)
        if (!large.write(zeros)) await once(large as unknown as EventEmitter, "drain");
      large.end(undefined);
      pack.finalize();
    };
    const [file] = await Promise.all([buffer(sealed(compressed(piecesOf(pack)), undefined)), fill()]);
    expect(file.length).toBeLessThan(2 ** 20);
    const before = process.memoryUsage().rss;
    expect(await refused(file)).toContain("larger than");
    expect(process.memoryUsage().rss - before).toBeLessThan(2 ** 29);
  });
});

test("rows come to the same in whatever order and pieces, and to another where one is doubled or changed", () => {
  const sumOf = (...pieces: string[]) => {
    const hash = new RowHash();
    for (const piece of pieces) hash.add(Buffer.from(piece));
    return hash.facts();
  };
  const all = sumOf("a\tb\nc\td\ne\\n\n");
  expect(all).toMatchObject({ rows: 3, bytes: 12 });
  expect(sumOf("e\\n\n", "c\td\n", "a\tb\n")).toEqual(all);
  for (const other of ["a\tb\nc\td\n", "a\tb\na\tb\nc\td\ne\\n\n", "a\tb\nc\tx\ne\\n\n"])
    expect(sumOf(other).hash).not.toBe(all.hash);
  expect(sumOf()).toEqual({ rows: 0, bytes: 0, hash: "0".repeat(32) });
});
