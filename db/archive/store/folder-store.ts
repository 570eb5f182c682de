/** A folder of this machine. */
import { createReadStream, createWriteStream } from "node:fs";
import { access, open, readdir, rename, rm, stat } from "node:fs/promises";
import { join } from "node:path";
import { pipeline } from "node:stream/promises";
import { type ArchiveStore, FileMissing, type StoredFile, StoreRefused, StoreUnavailable } from "./store.ts";

const OWNER_ONLY = 0o600;
/** What is not whole yet has this at its end. */
const PARTIAL = ".partial";

export const openFolder = (folder: string): ArchiveStore => ({
  address: folder,
  addressOf: (name) => join(folder, name),
  requireFree: (name) => requireFree(join(folder, name)),
  put: (name, bytes) => writeWhole(folder, name, bytes),
  list: () => listFiles(folder),
  open: (name) => readFrom(join(folder, name)),
  remove: (name) =>
    attempt(folder, "changed", async () => {
      const path = join(folder, name);
      for (const each of [path, `${path}${PARTIAL}`]) await rm(each, { force: true });
    }),
});

/** Under another name until it is whole and on the disk. */
async function writeWhole(folder: string, name: string, bytes: AsyncIterable<Buffer>): Promise<number> {
  const path = join(folder, name);
  await requireFree(path);
  const partial = `${path}${PARTIAL}`;
  try {
    await pipeline(bytes, createWriteStream(partial, { mode: OWNER_ONLY, flush: true }));
    const { size } = await stat(partial);
    await rename(partial, path);
    await syncFolder(folder);
    return size;
  } catch (error) {
    await rm(partial, { force: true });
    throw ofDisk(error) ? failureOf(path, "written", error) : error;
  }
}

async function requireFree(path: string): Promise<void> {
  const isThere = await access(path).then(
    () => true,
    () => false,
  );
  if (isThere) throw new StoreRefused(`There is a file ${path} already. Choose another name, or remove it.`);
}

/** The name survives a loss of power too, where folders can be asked for that. */
async function syncFolder(path: string): Promise<void> {
  const folder = await open(path, "r").catch(() => undefined);
  await folder?.sync().catch(() => {});
  await folder?.close();
}

async function listFiles(folder: string): Promise<StoredFile[]> {
  const entries = await attempt(folder, "read", () => readdir(folder, { withFileTypes: true }));
  const names = entries.filter((entry) => entry.isFile());
  const files: StoredFile[] = [];
  for (const { name } of names.sort((one, other) => (one.name < other.name ? -1 : 1))) {
    // What another process has removed meanwhile is not there.
    const found = await stat(join(folder, name)).catch(() => undefined);
    if (found) files.push({ name, bytes: found.size });
  }
  return files;
}

async function* readFrom(path: string): AsyncGenerator<Buffer> {
  const stream = createReadStream(path);
  try {
    yield* stream as AsyncIterable<Buffer>;
  } catch (error) {
    const isGone = (error as SystemError).code === "ENOENT";
    throw isGone
      ? new FileMissing(`${path} cannot be read: it is not there.`)
      : failureOf(path, "read", error);
  } finally {
    stream.destroy();
  }
}

async function attempt<T>(path: string, done: string, work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    throw failureOf(path, done, error);
  }
}

type SystemError = NodeJS.ErrnoException;
const ofDisk = (error: unknown): boolean => typeof (error as SystemError).syscall === "string";

/** A place that is wrong, or one that fails: a disk that is full, or that does not answer. */
const WRONG_PLACE = ["ENOENT", "ENOTDIR", "EISDIR", "EACCES", "EPERM", "EROFS", "ELOOP", "ENAMETOOLONG"];

function failureOf(path: string, done: string, error: unknown): Error {
  const { code = "", message } = error as SystemError;
  const why = `${path} cannot be ${done}: ${message}.`;
  return WRONG_PLACE.includes(code)
    ? new StoreRefused(why, { cause: error })
    : new StoreUnavailable(why, { cause: error });
}
