/** The rows that owners take along, as of one moment, in constant memory. */
import type { DataTier } from "../data-tier.ts";
import type { Tenant } from "../routing/tenant.ts";
import { textRows } from "./copy-text.ts";
import { type ExportedTable, exportedTables } from "./exported-tables.ts";
import { type Snapshot, withSnapshot } from "./read-rows.ts";
import { inWholeLines } from "./whole-lines.ts";

export type ExportTable = Pick<ExportedTable, "name" | "columns"> & {
  count: number;
  /** From the first one each time it is called, in lots: each row as the text of a JSON object. */
  rows(): AsyncGenerator<string[]>;
};

/**
 * Calls `work` while the snapshot is held: a table is read to its end before the next one is begun, and read
 * again it has the same rows. Throws PlacementUnavailable, and what `work` throws.
 */
export const withExportRows = <T>(
  tier: DataTier,
  tenant: Tenant,
  { withTrash }: { withTrash: boolean },
  work: (tables: ExportTable[]) => Promise<T>,
): Promise<T> =>
  withSnapshot(tier, tenant, async (snapshot) => {
    const tables: ExportTable[] = [];
    for (const table of exportedTables({ tenantId: tenant.id, withTrash }))
      tables.push({
        name: table.name,
        columns: table.columns,
        count: await countRows(snapshot, table),
        rows: () => readRows(snapshot, table),
      });
    return work(tables);
  });

async function countRows(snapshot: Snapshot, { plane, counting }: ExportedTable): Promise<number> {
  let text = "";
  for await (const piece of snapshot.copyOut({ plane, source: counting })) text += piece.toString();
  return Number(text);
}

async function* readRows(snapshot: Snapshot, { plane, source }: ExportedTable): AsyncGenerator<string[]> {
  for await (const lines of inWholeLines(snapshot.copyOut({ plane, source })))
    yield [...textRows(lines)].map(([row]) => row ?? "{}");
}
