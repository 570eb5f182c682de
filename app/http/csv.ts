/** Writing CSV after RFC 4180, for spreadsheets and for programs. Pure. */

export type Separator = "," | ";" | "\t";

/** By which Excel knows UTF-8. */
const BOM = "\uFEFF";
/** What a spreadsheet takes for a formula, also in the wide forms that it takes for the same. */
const BEGINS_FORMULA = /^[=+\-@\t\r＝＋－＠]/;
const DEFUSED = /^'(?=[=+\-@\t\r＝＋－＠])/;

/** Whatever would be a formula is text: it begins with an apostrophe, as one would type it there. */
const defused = (cell: string): string => (BEGINS_FORMULA.test(cell) ? `'${cell}` : cell);

/** What was exported reads as it was before. */
export const undefused = (cell: string): string => cell.replace(DEFUSED, "");

/** Every cell is quoted: no separator, line end or blank in it means anything. */
export const csvLine = (cells: readonly string[], separator: Separator): string =>
  `${cells.map((cell) => `"${defused(cell).replaceAll('"', '""')}"`).join(separator)}\r\n`;

/**
 * A body that asks for its next part when the one before it is sent, so that it is never in memory as a
 * whole; who stops reading stops it.
 */
export function csvBody(parts: AsyncGenerator<string>): ReadableStream<Uint8Array> {
  const encoder = new TextEncoder();
  let isFirst = true;
  return new ReadableStream(
    {
      async pull(controller) {
        const { done, value } = await parts.next();
        if (done) return controller.close();
        controller.enqueue(encoder.encode(isFirst ? BOM + value : value));
        isFirst = false;
      },
      async cancel() {
        await parts.return(undefined);
      },
    },
    { highWaterMark: 0 },
  );
}
