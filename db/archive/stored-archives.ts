/** Archives in a store: which there are, and which of them a rule has no more use for. */
import { ArchiveRefused } from "./archive-refused.ts";
import type { ArchiveDescription } from "./format.ts";
import { describeArchive, verifyArchive } from "./read-archive.ts";
import type { ArchiveStore, StoredFile } from "./store/store.ts";

/** `file`: its address. */
type Found = StoredFile & { file: string };
export type FoundArchive = Found & { description: ArchiveDescription };
/** `why`: what is wrong with it, or what it takes to read it. */
export type UnreadFile = Found & { why: string };

type Opened = { passphrase?: string | undefined };

/**
 * Every file of the store, by name; of an archive its beginning is read. Throws StoreRefused and
 * StoreUnavailable where the store cannot be read.
 */
export async function listArchives(
  store: ArchiveStore,
  options: Opened,
): Promise<{ archives: FoundArchive[]; unread: UnreadFile[] }> {
  const archives: FoundArchive[] = [];
  const unread: UnreadFile[] = [];
  for (const stored of await store.list()) {
    const found = { ...stored, file: store.addressOf(stored.name) };
    try {
      archives.push({ ...found, description: await describeArchive(store.open(stored.name), options) });
    } catch (error) {
      unread.push({ ...found, why: (error as Error).message });
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
  store: ArchiveStore,
  archives: FoundArchive[],
  keeping: Keeping,
  options: Opened,
): Promise<FoundArchive[]> {
  const superfluous: FoundArchive[] = [];
  for (const own of Map.groupBy(archives, ({ description }) => description.tenant.id).values()) {
    own.sort((one, other) => takenAt(other) - takenAt(one));
    const some = own.filter((archive, at) => !isKept(archive, at, keeping));
    if (some.length === 0) continue;
    const good = await findWhole(store, own, options);
    if (!good) continue;
    superfluous.push(...some.filter((archive) => archive !== good));
  }
  return superfluous;
}

const isKept = (archive: FoundArchive, at: number, keeping: Keeping): boolean =>
  "newest" in keeping ? at < keeping.newest : takenAt(archive) > Date.now() - keeping.days * DAY_MS;

async function findWhole(
  store: ArchiveStore,
  own: FoundArchive[],
  options: Opened,
): Promise<FoundArchive | undefined> {
  for (const archive of own) if (await isWhole(store, archive, options)) return archive;
  return undefined;
}

async function isWhole(store: ArchiveStore, { name }: FoundArchive, options: Opened): Promise<boolean> {
  try {
    await verifyArchive(store.open(name), options);
    return true;
  } catch (error) {
    if (error instanceof ArchiveRefused) return false;
    throw error;
  }
}
