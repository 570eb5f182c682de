/** Tables as files to take along: CSV that a spreadsheet opens as it was meant, sent as it is read. */

export type Cell = string | number | Date | null | undefined;

/** Tells spreadsheets that what follows is UTF-8. */
const BOM = "\uFEFF";
const LINE_END = "\r\n";
/** What a spreadsheet takes for a formula, or for the end of a cell with one after it. */
const FORMULA = /^[\s\u00a0]*[=+\-@\uff1d\uff0b\uff0d\uff20]|^[\t\r\n]/;
const QUOTED = /[",;\t\r\n]|^\s|\s$/;

/** One line. A cell that a spreadsheet would run begins with an apostrophe. @internal */
export const csvLine = (cells: Cell[]): string => cells.map(csvCell).join(",") + LINE_END;

function csvCell(cell: Cell): string {
  if (typeof cell === "number") return String(cell);
  const text = cell instanceof Date ? cell.toISOString() : (cell ?? "");
  const safe = FORMULA.test(text) ? `'${text}` : text;
  return QUOTED.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}

type File = { name: string; type: string };

/**
 * A file that is sent while it is made: `pieces` are asked for as fast as they are taken. The first is asked
 * for before the answer begins, so that a failure at the start is one.
 */
export async function download(file: File, pieces: AsyncIterable<string>): Promise<Response> {
  const iterator = pieces[Symbol.asyncIterator]();
  let next = await iterator.next();
  const encoder = new TextEncoder();
  const body = new ReadableStream<Uint8Array>(
    {
      async pull(controller) {
        if (next.done) return controller.close();
        controller.enqueue(encoder.encode(next.value));
        next = await iterator.next();
      },
      async cancel() {
        await iterator.return?.();
      },
    },
    { highWaterMark: 1 },
  );
  return new Response(body, {
    headers: {
      "Content-Type": `${file.type}; charset=utf-8`,
      "Content-Disposition": attachment(file.name),
      "Cache-Control": "private, no-store",
    },
  });
}

/** The same as CSV: a line of names, then the rows, in lots as they come. */
export const csvDownload = (name: string, head: string[], lots: AsyncIterable<Cell[][]>): Promise<Response> =>
  download({ name: `${name}.csv`, type: "text/csv" }, csvPieces(head, lots));

async function* csvPieces(head: string[], lots: AsyncIterable<Cell[][]>): AsyncGenerator<string> {
  let start = BOM + csvLine(head);
  for await (const rows of lots) {
    yield start + rows.map(csvLine).join("");
    start = "";
  }
  if (start) yield start;
}

/** As RFC 6266 has it: a name in plain letters for old programs, and the name as it is. @internal */
export function attachment(name: string): string {
  const plain = name.normalize("NFKD").replace(/[^\x20-\x7e]|["\\%/;]/g, "") || "file";
  const whole = encodeURIComponent(name.toWellFormed().replace(/\p{C}|[/\\]/gu, " ")).replace(
    /['()*]/g,
    (sign) => `%${sign.charCodeAt(0).toString(16).toUpperCase()}`,
  );
  return `attachment; filename="${plain}"; filename*=UTF-8''${whole}`;
}
