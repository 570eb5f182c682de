/** Entries of a tar, written and read one after the other, in constant memory. */
import { Readable } from "node:stream";
import { buffer } from "node:stream/consumers";
import { pack as createPack, extract, type Header } from "tar-stream";

export type Put = (name: string, content: Buffer) => Promise<void>;

/** The same rows give the same entries. */
const NO_DATE = new Date(0);

/** The bytes of what `write` puts; what it throws is thrown to who reads them. */
export async function* packed(write: (put: Put) => Promise<void>): AsyncGenerator<Buffer> {
  const pack = createPack();
  const put: Put = (name, content) =>
    new Promise((resolve, reject) => {
      pack.entry({ name, size: content.length, mtime: NO_DATE }, content, (error) =>
        error ? reject(error) : resolve(),
      );
    });
  const written = write(put).then(
    () => pack.finalize(),
    (error: Error) => pack.destroy(error),
  );
  yield* pack as AsyncIterable<Buffer>;
  await written;
}

export type ReadEntry = {
  header: Header;
  /** All of it: whoever asks has looked at its size. */
  content(): Promise<Buffer>;
};

/** Each is read to its end, or not at all, before the next one comes. Throws what is wrong with the tar. */
export async function* unpacked(pieces: AsyncIterable<Buffer>): AsyncGenerator<ReadEntry> {
  const source = Readable.from(pieces, { objectMode: false });
  const entries = extract();
  source.on("error", (error) => entries.destroy(error));
  source.pipe(entries as unknown as NodeJS.WritableStream);
  try {
    for await (const entry of entries) {
      let isRead = false;
      const content = () => {
        isRead = true;
        return buffer(entry as AsyncIterable<Buffer>);
      };
      yield { header: entry.header, content };
      if (!isRead) entry.resume();
    }
  } finally {
    source.destroy();
  }
}
