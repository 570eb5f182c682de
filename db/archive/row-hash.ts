/**
 * What the rows of a table come to, in whatever order they are read: the sum of their hashes. A row that is
 * there twice counts twice.
 */
import { createHash } from "node:crypto";

const NEWLINE = 0x0a;
const HASH_BYTES = 16;
const MODULUS = 1n << BigInt(HASH_BYTES * 8);

export class RowHash {
  #sum = 0n;
  #rows = 0;
  #bytes = 0;

  /** Whole lines of COPY's text format: PostgreSQL writes one for each row, whatever is in it. */
  add(lines: Uint8Array): void {
    this.#bytes += lines.length;
    for (let from = 0; from < lines.length; ) {
      const end = lines.indexOf(NEWLINE, from) + 1 || lines.length;
      const hash = createHash("sha256").update(lines.subarray(from, end)).digest();
      this.#sum += (hash.readBigUInt64BE(0) << 64n) | hash.readBigUInt64BE(8);
      this.#rows++;
      from = end;
    }
    this.#sum %= MODULUS;
  }

  facts(): { rows: number; bytes: number; hash: string } {
    const hash = this.#sum.toString(16).padStart(HASH_BYTES * 2, "0");
    return { rows: this.#rows, bytes: this.#bytes, hash };
  }
}
