/** Pure: from the text of a file to its columns and lines. */
import { readCsvRows } from "#app/db.server.ts";
import type { Separator } from "#app/http/csv.ts";
import { message } from "#app/i18n/message.ts";
import { IMPORT_MAX_COLUMNS, IMPORT_MAX_LINES } from "./import-limits.ts";

/** `line` is where it begins in the file, counted from 1; `isBroken`: its cells cannot be told apart. */
export type TableLine = { line: number; cells: string[]; isBroken?: true };
export type Table = { separator: Separator; header: string[]; lines: TableLine[] };

const SEPARATORS: readonly Separator[] = [",", ";", "\t"];

/** A table, or the message that says why it is none. */
export function readTable(text: string): Table | { problem: string } {
  const separator = separatorIn(text);
  const [first, ...rest] = readCsvRows(text, { delimiter: separator })
    .map((row): TableLine => ("cells" in row ? row : { line: row.line, cells: [], isBroken: true }))
    .filter(({ cells, isBroken }) => isBroken || cells.some((cell) => cell !== ""));
  if (!first || first.isBroken) return { problem: "projectFiles.errors.header" };
  if (first.cells.length > IMPORT_MAX_COLUMNS)
    return { problem: message("projectFiles.errors.columns", { max: IMPORT_MAX_COLUMNS }) };
  if (rest.length === 0) return { problem: "projectFiles.errors.noLines" };
  if (rest.length > IMPORT_MAX_LINES)
    return { problem: message("projectFiles.errors.lines", { max: IMPORT_MAX_LINES }) };
  return { separator, header: first.cells, lines: rest };
}

/** The one that stands most often between the names of the columns; what is quoted does not count. */
function separatorIn(text: string): Separator {
  const counts = new Map<string, number>();
  let isQuoted = false;
  for (const character of text.trimStart()) {
    if (character === '"') isQuoted = !isQuoted;
    else if (!isQuoted && /[\r\n]/.test(character)) break;
    else if (!isQuoted) counts.set(character, (counts.get(character) ?? 0) + 1);
  }
  const countOf = (separator: Separator) => counts.get(separator) ?? 0;
  return SEPARATORS.reduce((best, one) => (countOf(one) > countOf(best) ? one : best));
}
