/** A tenant as one file: its rows of both planes, in constant memory. */
import type { DataTier } from "../data-tier.ts";
import type { Tenant } from "../routing/tenant.ts";
import { type ArchivedTable, archivedTables } from "./archived-tables.ts";
import { compressed } from "./compression.ts";
import { type Put, packed } from "./entries.ts";
import { sealed } from "./envelope.ts";
import {
  type ArchiveDescription,
  type ArchiveManifest,
  FIRST_ENTRY,
  FORMAT_VERSION,
  LAST_ENTRY,
  partName,
  type TableFacts,
} from "./format.ts";
import { type MaskLines, maskOf } from "./mask.ts";
import { permute } from "./permute.ts";
import { type Snapshot, withSnapshot } from "./read-rows.ts";
import { RowHash } from "./row-hash.ts";
import { inWholeLines } from "./whole-lines.ts";

export type ArchiveOptions = {
  /** Encrypts the file. */
  passphrase?: string | undefined;
  /** Told of each table when it is written. */
  onTable?: ((facts: TableFacts) => void) | undefined;
  /** For other eyes: what is of people, or written by them, is made up. */
  isMasked?: boolean | undefined;
};

/**
 * Calls `write` with the file's bytes, while the snapshot that they are read from is held. Throws
 * PlacementUnavailable, ArchiveRefused where a row is longer than a part may be, and what `write` throws.
 */
export async function createArchive(
  tier: DataTier,
  tenant: Tenant,
  write: (bytes: AsyncIterable<Buffer>) => Promise<void>,
  { passphrase, onTable, isMasked = false }: ArchiveOptions = {},
): Promise<ArchiveManifest> {
  return withSnapshot(tier, tenant, async (snapshot) => {
    const tables: TableFacts[] = [];
    const key = isMasked ? tier.secrets.deriveMaskKey(tenant.id) : undefined;
    const entries = packed(async (put) => {
      const archived = archivedTables(tenant.id);
      await put(
        FIRST_ENTRY,
        jsonOf(descriptionOf(key ? maskedNames(key, tenant) : tenant, archived, snapshot)),
      );
      for (const table of archived) {
        const facts = await writeTable(
          put,
          snapshot,
          table,
          key === undefined ? undefined : maskOf(key, table),
        );
        tables.push(facts);
        onTable?.(facts);
      }
      await put(LAST_ENTRY, jsonOf({ tables } satisfies ArchiveManifest));
    });
    await write(sealed(compressed(entries), passphrase));
    return { tables };
  });
}

async function writeTable(
  put: Put,
  snapshot: Snapshot,
  table: ArchivedTable,
  mask: MaskLines = (lines) => lines,
): Promise<TableFacts> {
  const { plane, name } = table;
  const hash = new RowHash();
  let part = 0;
  for await (const read of inWholeLines(snapshot.copyOut(table))) {
    const lines = mask(read);
    hash.add(lines);
    await put(partName(plane, name, ++part), lines);
  }
  return { plane, name, ...hash.facts() };
}

const maskedNames = (key: string, tenant: Tenant): Tenant => ({
  ...tenant,
  slug: permute(key, tenant.slug),
  name: permute(key, tenant.name),
});

const descriptionOf = (
  tenant: Tenant,
  tables: ArchivedTable[],
  { migrations }: Snapshot,
): ArchiveDescription => ({
  format: FORMAT_VERSION,
  takenAt: new Date().toISOString(),
  tenant: {
    id: tenant.id,
    slug: tenant.slug,
    name: tenant.name,
    plan: tenant.plan,
    placement: tenant.placement.kind,
  },
  migrations,
  tables: tables.map(({ plane, name, columns }) => ({ plane, name, columns })),
});

const jsonOf = (value: unknown): Buffer => Buffer.from(`${JSON.stringify(value, undefined, 1)}\n`);
