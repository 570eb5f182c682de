/** Files as one compressed tar, in constant memory. */
import { once } from "node:events";
import { pipeline } from "node:stream/promises";
import { createGzip } from "node:zlib";
import { pack as createPack, type Pack } from "tar-stream";

/** `content` has exactly `size` bytes. */
export type TarFile = { name: string; size: number; content: AsyncIterable<Buffer> };

/** Throws what `files` throws, and where a file has not the size that it was said to have. */
export async function* tarGz(files: AsyncIterable<TarFile>, mtime: Date): AsyncGenerator<Buffer> {
  const gzip = createGzip();
  const fed = pipeline(packed(files, mtime), gzip);
  // Whoever reads hears of it from the stream.
  fed.catch(() => {});
  yield* gzip as AsyncIterable<Buffer>;
  await fed;
}

async function* packed(files: AsyncIterable<TarFile>, mtime: Date): AsyncGenerator<Buffer> {
  const pack = createPack();
  const written = writeAll(pack, files, mtime).then(
    () => pack.finalize(),
    (error: Error) => pack.destroy(error),
  );
  yield* pack as AsyncIterable<Buffer>;
  await written;
}

async function writeAll(pack: Pack, files: AsyncIterable<TarFile>, mtime: Date): Promise<void> {
  for await (const { name, size, content } of files) {
    const { promise, resolve, reject } = Promise.withResolvers<undefined>();
    const entry = pack.entry({ name, size, mtime }, (error) => (error ? reject(error) : resolve(undefined)));
    // Awaited below: what is thrown before that is the first cause.
    promise.catch(() => {});
    for await (const piece of content) if (!entry.write(piece)) await once(entry, "drain");
    (entry as unknown as NodeJS.WritableStream).end();
    await promise;
  }
}
