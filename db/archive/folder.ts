/** Archives in a folder: which there are, and which of them a rule has no more use for. */
import { createReadStream } from "node:fs";
import { readdir, stat } from "node:fs/promises";
import { join } from "node:path";
import { ArchiveRefused } from "./archive-refused.ts";
import type { ArchiveDescription } from "./format.ts";
import { describeArchive, verifyArchive } from "./read-archive.ts";

export type FoundArchive = { file: string; bytes: number; description: ArchiveDescription };
/** `why`: what is wrong with it, or what it takes to read it. */
export type UnreadFile = { file: string; bytes: number; why: string };

type Opened = { passphrase?: string | undefined };

const open = (file: string) => createReadStream(file) as AsyncIterable<Buffer>;

/**
 * Every file of the folder, by name; of an archive its beginning is read. Throws where the folder cannot be
 * read.
 */
export async function listArchives(
  folder: string,
  options: Opened,
): Promise<{ archives: FoundArchive[]; unread: UnreadFile[] }> {
  const entries = await readdir(folder, { withFileTypes: true });
  const files = entries.filter((entry) => entry.isFile()).map(({ name }) => join(folder, name));
  const archives: FoundArchive[] = [];
  const unread: UnreadFile[] = [];
  for (const file of files.sort()) {
    const { size: bytes } = await stat(file);
    try {
      archives.push({ file, bytes, description: await describeArchive(open(file), options) });
    } catch (error) {
      unread.push({ file, bytes, why: (error as Error).message });
    }
  }
  return { archives, unread };
}

/** The newest so many of each tenant are kept, or all that are younger than so many days. */
export type Keeping = { newest: number } | { days: number };

const DAY_MS = 86_400_000;
const takenAt = ({ description }: FoundArchive): number => Date.parse(description.takenAt);

/**
 * Those that the rule does not keep; of each tenant the newest that can be restored is kept in any case. For
 * that, archives are read to their ends, the newest first, until one is whole. Of a tenant of which none is,
 * all are kept.
 */
export async function listSuperfluous(
  archives: FoundArchive[],
  keeping: Keeping,
  options: Opened,
): Promise<FoundArchive[]> {
  const superfluous: FoundArchive[] = [];
  for (const own of Map.groupBy(archives, ({ description }) => description.tenant.id).values()) {
    own.sort((one, other) => takenAt(other) - takenAt(one));
    const some = own.filter((archive, at) => !isKept(archive, at, keeping));
    if (some.length === 0) continue;
    const good = await findWhole(own, options);
    if (!good) continue;
    superfluous.push(...some.filter((archive) => archive !== good));
  }
  return superfluous;
}

const isKept = (archive: FoundArchive, at: number, keeping: Keeping): boolean =>
  "newest" in keeping ? at < keeping.newest : takenAt(archive) > Date.now() - keeping.days * DAY_MS;

async function findWhole(own: FoundArchive[], options: Opened): Promise<FoundArchive | undefined> {
  for (const archive of own) if (await isWhole(archive, options)) return archive;
  return undefined;
}

async function isWhole({ file }: FoundArchive, options: Opened): Promise<boolean> {
  try {
    await verifyArchive(open(file), options);
    return true;
  } catch (error) {
    if (error instanceof ArchiveRefused) return false;
    throw error;
  }
}
