import { createReadStream } from "node:fs";
import { UsageError } from "../exit.ts";

/** Throws UsageError where the file cannot be read. */
export async function* bytesOf(file: string): AsyncGenerator<Buffer> {
  try {
    yield* createReadStream(file) as AsyncIterable<Buffer>;
  } catch (error) {
    throw new UsageError(`${file} cannot be read: ${(error as Error).message}.`);
  }
}
