/** A file that is whole, or not there. */
import { createWriteStream } from "node:fs";
import { access, open, rename, rm } from "node:fs/promises";
import { dirname } from "node:path";
import { pipeline } from "node:stream/promises";
import { UsageError } from "../exit.ts";

const OWNER_ONLY = 0o600;

/**
 * Under another name until it is whole and on the disk. Throws UsageError where there is a file of this name
 * already; what was written of it is taken away where it fails.
 */
export async function writeFileWhole(path: string, bytes: AsyncIterable<Buffer>): Promise<void> {
  await requireFree(path);
  const partial = `${path}.partial`;
  try {
    await pipeline(bytes, createWriteStream(partial, { mode: OWNER_ONLY, flush: true }));
    await rename(partial, path);
    await syncFolderOf(path);
  } catch (error) {
    await rm(partial, { force: true });
    throw error;
  }
}

export async function requireFree(path: string): Promise<void> {
  const isThere = await access(path).then(
    () => true,
    () => false,
  );
  if (isThere) throw new UsageError(`There is a file ${path} already. Choose another name, or remove it.`);
}

/** The name survives a loss of power too, where folders can be asked for that. */
async function syncFolderOf(path: string): Promise<void> {
  const folder = await open(dirname(path), "r").catch(() => undefined);
  await folder?.sync().catch(() => {});
  await folder?.close();
}
