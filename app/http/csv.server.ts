/** Files to take along, sent while they are made. */
import { attachment } from "./attachment.ts";
import { BOM, type Cell, csvLine } from "./csv.ts";

type File = {
  name: string;
  type: string;
  /** Bytes that are no text. */
  isBinary?: boolean;
};

const fileHeaders = ({ name, type, isBinary }: File) => ({
  "Content-Type": isBinary ? type : `${type}; charset=utf-8`,
  "Content-Disposition": attachment(name),
  "Cache-Control": "private, no-store",
});

/**
 * `pieces` are asked for as fast as they are taken, and not after whoever takes them is gone. The first is
 * asked for before the answer begins, so that a failure at the start is one.
 */
export async function download(file: File, pieces: AsyncIterable<string | Uint8Array>): Promise<Response> {
  const iterator = pieces[Symbol.asyncIterator]();
  let next = await iterator.next();
  const encoder = new TextEncoder();
  const body = new ReadableStream<Uint8Array>(
    {
      async pull(controller) {
        if (next.done) return controller.close();
        controller.enqueue(typeof next.value === "string" ? encoder.encode(next.value) : next.value);
        next = await iterator.next();
      },
      async cancel() {
        await iterator.return?.();
      },
    },
    { highWaterMark: 1 },
  );
  return new Response(body, { headers: fileHeaders(file) });
}

/** Of lines that are written already, the first one with the names. */
export const csvFile = (name: string): File => ({ name: `${name}.csv`, type: "text/csv" });

export async function* asCsv(lines: AsyncIterable<string>): AsyncGenerator<string> {
  let start = BOM;
  for await (const some of lines) {
    yield start + some;
    start = "";
  }
}

/** A line of names, then the rows, in lots as they come. */
export const csvDownload = (name: string, head: string[], lots: AsyncIterable<Cell[][]>): Promise<Response> =>
  download(csvFile(name), asCsv(linesOf(head, lots)));

async function* linesOf(head: string[], lots: AsyncIterable<Cell[][]>): AsyncGenerator<string> {
  yield csvLine(head);
  for await (const rows of lots) yield rows.map((row) => csvLine(row)).join("");
}
