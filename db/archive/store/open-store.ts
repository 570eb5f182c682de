/** From an address to the store that it names. */
import { basename, dirname } from "node:path";
import { isS3Address, parseS3Address } from "../../s3-address.ts";
import { openFolder } from "./folder-store.ts";
import { type ArchiveStore, StoreRefused } from "./store.ts";

/**
 * A folder, or `s3://bucket/prefix`; nothing is asked of it yet. What reaches S3 is loaded where it is used.
 * Throws StoreRefused for an address that is none.
 */
export async function openStore(address: string): Promise<ArchiveStore> {
  if (!isS3Address(address)) return openFolder(address);
  const parsed = parseS3Address(address);
  if (!parsed) throw noAddress();
  const { openBucket } = await import("./s3-store.ts");
  return openBucket(parsed);
}

/** One file: the store that it is in, and its name there. Throws StoreRefused for an address that is none. */
export async function locateFile(address: string): Promise<{ store: ArchiveStore; name: string }> {
  if (!isS3Address(address)) return { store: openFolder(dirname(address)), name: basename(address) };
  const cut = address.lastIndexOf("/");
  const name = address.slice(cut + 1);
  if (!name || !parseS3Address(address)?.prefix) throw noAddress();
  return { store: await openStore(address.slice(0, cut)), name };
}

/** What was written may hold a password: it is not repeated. */
const noAddress = () => new StoreRefused("An address in S3-compatible storage is s3://BUCKET/PREFIX/NAME.");
