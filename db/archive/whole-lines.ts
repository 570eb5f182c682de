/** Parts of whole lines, of about `PART_BYTES`, whatever pieces they come in. Throws ArchiveRefused. */
import { ArchiveRefused } from "./archive-refused.ts";
import { MAX_PART_BYTES, PART_BYTES } from "./format.ts";

const NEWLINE = 0x0a;

export async function* inWholeLines(pieces: AsyncIterable<Buffer>): AsyncGenerator<Buffer> {
  let held: Buffer[] = [];
  let bytes = 0;
  for await (const piece of pieces) {
    held.push(piece);
    bytes += piece.length;
    if (bytes < PART_BYTES) continue;
    const end = piece.lastIndexOf(NEWLINE) + 1;
    if (end === 0) {
      if (bytes > MAX_PART_BYTES) throw new ArchiveRefused(`A row is longer than ${MAX_PART_BYTES} bytes.`);
      continue;
    }
    held.push((held.pop() as Buffer).subarray(0, end));
    yield Buffer.concat(held);
    held = end < piece.length ? [piece.subarray(end)] : [];
    bytes = piece.length - end;
  }
  if (bytes > 0) yield Buffer.concat(held);
}
