/** Zstandard over pieces of any size; its own checksum goes along. */
import { pipeline } from "node:stream/promises";
import { constants, createZstdCompress, createZstdDecompress, type ZstdCompress } from "node:zlib";

const OPTIONS = {
  params: { [constants.ZSTD_c_compressionLevel]: 3, [constants.ZSTD_c_checksumFlag]: 1 },
};

export const compressed = (pieces: AsyncIterable<Buffer>): AsyncGenerator<Buffer> =>
  through(pieces, createZstdCompress(OPTIONS));

/** Throws what zlib throws where the pieces are none of `compressed`. */
export const decompressed = (pieces: AsyncIterable<Buffer>): AsyncGenerator<Buffer> =>
  through(pieces, createZstdDecompress());

async function* through(
  pieces: AsyncIterable<Buffer>,
  transform: ZstdCompress | ReturnType<typeof createZstdDecompress>,
): AsyncGenerator<Buffer> {
  const fed = pipeline(pieces, transform);
  // Whoever reads hears of it from the stream.
  fed.catch(() => {});
  yield* transform as AsyncIterable<Buffer>;
  await fed;
}
