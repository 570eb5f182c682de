/** Writing CSV after RFC 4180, for spreadsheets and for programs. Pure. */

export type Separator = "," | ";" | "\t";
export type Cell = string | number | Date | null | undefined;

/** Tells spreadsheets that what follows is UTF-8. */
export const BOM = "\uFEFF";
/** What a spreadsheet takes for a formula, also in wide forms and after blanks, or for the end of a cell. */
const FORMULA = /^[\s\u00a0]*[=+\-@\uff1d\uff0b\uff0d\uff20]|^[\t\r\n]/;

/** Whatever would be a formula is text: it begins with an apostrophe, as one would type it there. */
const defused = (text: string): string => (FORMULA.test(text) ? `'${text}` : text);

/** What was exported reads as it was before. */
export const undefused = (cell: string): string =>
  cell.startsWith("'") && FORMULA.test(cell.slice(1)) ? cell.slice(1) : cell;

/** Texts are quoted: no separator, line end or blank in one means anything. Times are ISO 8601. */
export const csvLine = (cells: readonly Cell[], separator: Separator = ","): string =>
  `${cells.map(csvCell).join(separator)}\r\n`;

function csvCell(cell: Cell): string {
  if (typeof cell === "number") return String(cell);
  const text = cell instanceof Date ? cell.toISOString() : (cell ?? "");
  return `"${defused(text).replaceAll('"', '""')}"`;
}
