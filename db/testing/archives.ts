/** Archives in memory, for tests. */
import { Readable } from "node:stream";
import { buffer } from "node:stream/consumers";
import { compressed, decompressed } from "../archive/compression.ts";
import { type TextRow, textLine, textRows } from "../archive/copy-text.ts";
import { packed, unpacked } from "../archive/entries.ts";
import { opened, sealed } from "../archive/envelope.ts";
import {
  type ArchiveDescription,
  FIRST_ENTRY,
  LAST_ENTRY,
  partName,
  type TableFacts,
} from "../archive/format.ts";
import type { ArchiveSource } from "../archive/load-rows.ts";
import { verifyArchive } from "../archive/read-archive.ts";
import { RowHash } from "../archive/row-hash.ts";
import { type ArchiveOptions, createArchive } from "../archive/write-archive.ts";
import type { DataTier } from "../data-tier.ts";
import { createPlaceWith } from "../lifecycle/bring-up.ts";
import type { Migration } from "../migration-files.ts";
import type { PlacementKind } from "../routing/placement.ts";
import type { Tenant } from "../routing/tenant.ts";
import { inTenant } from "./fill-tenant.ts";
import { testTenant } from "./scratch.ts";

type Table = ArchiveDescription["tables"][number];

export async function archiveOf(tier: DataTier, tenant: Tenant, options: ArchiveOptions = {}) {
  let file: Buffer = Buffer.alloc(0);
  const write = async (bytes: AsyncIterable<Buffer>) => {
    file = await buffer(bytes);
  };
  return { manifest: await createArchive(tier, tenant, write, options), file };
}

export const sourceOf = (file: Buffer, passphrase?: string): ArchiveSource => ({
  open: () => Readable.from([file]),
  passphrase,
});

/** What a tenant's tables come to, of its own plane alone or of both. */
export async function factsOf(tier: DataTier, tenant: Tenant, plane?: "tenant"): Promise<TableFacts[]> {
  const { manifest } = await archiveOf(tier, tenant);
  return manifest.tables.filter((facts) => plane === undefined || facts.plane === plane);
}

/** The same, with another time in it. */
export async function asTakenAt(file: Buffer, takenAt: string, passphrase?: string): Promise<Buffer> {
  const entries = packed(async (put) => {
    for await (const { header, content } of unpacked(decompressed(opened([file], undefined)))) {
      const bytes = await content();
      const isFirst = header.name === FIRST_ENTRY;
      const changed = () => Buffer.from(JSON.stringify({ ...JSON.parse(bytes.toString()), takenAt }));
      await put(header.name, isFirst ? changed() : bytes);
    }
  });
  return buffer(sealed(compressed(entries), passphrase));
}

/**
 * The same rows as a release with fewer migrations, tables and columns would have written them;
 * `migrations` is where its list ends, as `slice` takes it. `edit` has each row once more.
 */
export async function asOfOlder(
  file: Buffer,
  had: Record<string, string[]>,
  migrations: number | undefined,
  edit: (row: TextRow, table: Table) => TextRow = (row) => row,
): Promise<Buffer> {
  const lines = new Map<string, Buffer[]>();
  const onPart = async ({ name }: Table, part: Buffer) =>
    void lines.set(name, [...(lines.get(name) ?? []), part]);
  const { description } = await verifyArchive(sourceOf(file).open(), { onPart });
  const kept = description.tables.filter(({ plane, name }) => plane === "control" || had[name]);
  const tables = kept.map(({ plane, name, columns }) => ({
    ...{ plane, name },
    columns: columns.filter((column) => plane === "control" || had[name]?.includes(column)),
  }));
  const entries = packed(async (put) => {
    const first = { ...description, migrations: description.migrations.slice(0, migrations), tables };
    await put(FIRST_ENTRY, Buffer.from(JSON.stringify(first)));
    const facts: TableFacts[] = [];
    for (const [at, table] of tables.entries()) {
      const { plane, name, columns } = table;
      const all = kept[at]?.columns ?? [];
      const rows = [...textRows(Buffer.concat(lines.get(name) ?? []))];
      const older = rows.map((row) =>
        textLine(
          edit(
            row.filter((_, n) => columns.includes(all[n] ?? "")),
            table,
          ),
        ),
      );
      const text = Buffer.from(older.join(""));
      const hash = new RowHash();
      hash.add(text);
      facts.push({ plane, name, ...hash.facts() });
      if (text.length > 0) await put(partName(plane, name, 1), text);
    }
    await put(LAST_ENTRY, Buffer.from(JSON.stringify({ tables: facts })));
  });
  return buffer(sealed(compressed(entries), undefined));
}

/** By table, where these migrations alone are applied. */
export async function columnsWith(
  tier: DataTier,
  migrations: Migration[],
  kind: PlacementKind,
): Promise<Record<string, string[]>> {
  const tenant = await testTenant(tier, { kind });
  await inTenant(tier, tenant, `DROP SCHEMA "${tenant.placement.schema}" CASCADE`);
  await createPlaceWith(tier, tenant, migrations);
  const rows = await inTenant<{ name: string; columns: string[] }>(
    tier,
    tenant,
    `SELECT table_name AS name, array_agg(column_name::text) AS columns FROM information_schema.columns
     WHERE table_schema = current_schema() GROUP BY 1`,
  );
  return Object.fromEntries(rows.map(({ name, columns }) => [name, columns]));
}
