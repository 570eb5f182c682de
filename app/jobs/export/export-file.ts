/** Rows as the file that owners take along: one JSON document, or a CSV a table in a compressed tar. */
import type { ExportTable } from "#app/db.server.ts";
import { BOM, type Cell, csvLine } from "#app/http/csv.ts";
import { type TarFile, tarGz } from "./tar-gz.ts";

/** Of this form of the file. */
const FORMAT_VERSION = 1;

export type ExportFacts = {
  workspace: { name: string; slug: string };
  takenAt: Date;
  withTrash: boolean;
};
/** Told of each lot of rows when it is in the file. */
type OnRows = (count: number) => void;

const manifestOf = ({ workspace, takenAt, withTrash }: ExportFacts, tables: ExportTable[]) => ({
  format: FORMAT_VERSION,
  workspace,
  takenAt: takenAt.toISOString(),
  withTrash,
  rows: Object.fromEntries(tables.map(({ name, count }) => [name, count])),
});

/** `{ …, "tables": { "projects": [ … ], … } }`: a line a row, its columns by name. */
export async function* asJson(
  tables: ExportTable[],
  facts: ExportFacts,
  onRows: OnRows,
): AsyncGenerator<Buffer> {
  const head = JSON.stringify(manifestOf(facts, tables));
  yield Buffer.from(`${head.slice(0, -1)},"tables":{`);
  for (const [at, table] of tables.entries()) {
    let before = `${at > 0 ? "," : ""}\n${JSON.stringify(table.name)}:[\n`;
    for await (const rows of table.rows()) {
      yield Buffer.from(before + rows.join(",\n"));
      before = ",\n";
      onRows(rows.length);
    }
    yield Buffer.from(before === ",\n" ? "\n]" : `${before}]`);
  }
  yield Buffer.from("\n}}\n");
}

/** `manifest.json`, then a CSV a table; what a spreadsheet would take for a formula is text. */
export const asCsvs = (tables: ExportTable[], facts: ExportFacts, onRows: OnRows): AsyncGenerator<Buffer> =>
  tarGz(filesOf(tables, facts, onRows), facts.takenAt);

async function* filesOf(tables: ExportTable[], facts: ExportFacts, onRows: OnRows): AsyncGenerator<TarFile> {
  const manifest = Buffer.from(`${JSON.stringify(manifestOf(facts, tables), undefined, 1)}\n`);
  yield { name: "manifest.json", size: manifest.length, content: onePiece(manifest) };
  for (const table of tables) {
    // A tar tells a file's size before its bytes: the rows are read twice, and are the same.
    let size = 0;
    for await (const piece of csvOf(table)) size += piece.length;
    yield { name: `${table.name}.csv`, size, content: csvOf(table, onRows) };
  }
}

async function* onePiece(piece: Buffer): AsyncGenerator<Buffer> {
  yield piece;
}

async function* csvOf({ columns, rows }: ExportTable, onRows?: OnRows): AsyncGenerator<Buffer> {
  yield Buffer.from(BOM + csvLine(columns));
  for await (const lot of rows()) {
    yield Buffer.from(lot.map((row) => csvLine(cellsOf(row, columns))).join(""));
    onRows?.(lot.length);
  }
}

function cellsOf(row: string, columns: string[]): Cell[] {
  const values = JSON.parse(row) as Record<string, unknown>;
  return columns.map((name) => cellOf(values[name]));
}

function cellOf(value: unknown): Cell {
  if (value === null || value === undefined) return null;
  if (typeof value === "string" || typeof value === "number") return value;
  return JSON.stringify(value);
}
