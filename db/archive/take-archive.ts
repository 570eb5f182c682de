/**
 * An archive of one tenant into the store. It counts once it was read back; what fails, or was left by a
 * process that ended, is taken away again and written down.
 */
import { randomBytes } from "node:crypto";
import { tryUnderLock } from "../cluster/lock.ts";
import { ARCHIVED_STATUSES } from "../control/archive-standing.ts";
import {
  beginArchive,
  failArchive,
  finishArchive,
  forgetArchive,
  type KeptArchive,
  listUnfinishedArchives,
} from "../control/archives.ts";
import { getTenant } from "../control/tenants.ts";
import type { DataTier } from "../data-tier.ts";
import { LifecycleRefused } from "../errors.ts";
import { namedError } from "../routing/sql-errors.ts";
import type { Tenant } from "../routing/tenant.ts";
import { isBehind } from "../tenant/version.ts";
import { ArchiveRefused } from "./archive-refused.ts";
import type { ArchiveManifest } from "./format.ts";
import type { Keeping } from "./keeping.ts";
import { verifyArchive } from "./read-archive.ts";
import { locateFile, openStore } from "./store/open-store.ts";
import type { ArchiveStore } from "./store/store.ts";
import { createArchive } from "./write-archive.ts";

/** `busy`: another process is at it. `stopped`: this one was told to end, and nothing is left of it. */
export type Taken =
  | { state: "taken"; bytes: number; rows: number }
  | { state: "failed"; error: string }
  | { state: "busy" | "gone" | "stopped" };

const BUSY = { state: "busy" } as const;

/** Throws where the control plane, or the store itself, cannot be reached. */
export function takeArchive(
  tier: DataTier,
  tenantId: string,
  keeping: Keeping,
  signal?: AbortSignal,
): Promise<Taken> {
  return underArchiveLock(tier, tenantId, BUSY, async () => {
    await settleUnfinished(tier, tenantId);
    const tenant = await tier.controlDb.read((tx) => getTenant(tx, tenantId));
    if (!tenant || !ARCHIVED_STATUSES.includes(tenant.status)) return { state: "gone" };
    return take(tier, tenant, keeping, signal);
  });
}

const underArchiveLock = <T>(tier: DataTier, tenantId: string, busy: T, work: () => Promise<T>): Promise<T> =>
  tryUnderLock(tier.urls.adminUrl, `archive:${tenantId}`, work, async () => busy);

/**
 * What a process that ended was at: whoever has the lock knows that nobody is at it any more. A file that
 * cannot be removed now keeps no other from being taken; it is tried again.
 */
async function settleUnfinished(tier: DataTier, tenantId: string): Promise<void> {
  for (const left of await tier.controlDb.read((tx) => listUnfinishedArchives(tx, tenantId))) {
    const isThere = await isLeft(left);
    const why = "The process ended before it was done.";
    await tier.controlDb.write((tx) => failArchive(tx, left.id, why, { isThere }));
  }
}

/** The same for all tenants: those that nobody takes one of any more as well. */
export async function settleAllUnfinished(tier: DataTier): Promise<void> {
  const left = await tier.controlDb.read((tx) => listUnfinishedArchives(tx));
  for (const { tenantId } of left)
    await underArchiveLock(tier, tenantId, undefined, () => settleUnfinished(tier, tenantId));
}

/** Removes the file; answers whether it is there all the same. */
const isLeft = (archive: KeptArchive): Promise<boolean> =>
  removeFile(archive).then(
    () => false,
    () => true,
  );

export async function removeFile({ address }: Pick<KeptArchive, "address">): Promise<void> {
  const { store, name } = await locateFile(address);
  await store.remove(name);
}

async function take(
  tier: DataTier,
  tenant: Tenant,
  keeping: Keeping,
  signal: AbortSignal | undefined,
): Promise<Taken> {
  const store = await openStore(keeping.address);
  const name = nameOf(tenant);
  const address = store.addressOf(name);
  const id = await tier.controlDb.write((tx) => beginArchive(tx, { tenantId: tenant.id, address }));
  try {
    const done = await write(tier, tenant, { store, name, passphrase: keeping.passphrase, signal });
    await tier.controlDb.write((tx) => finishArchive(tx, id, done));
    return { state: "taken", ...done };
  } catch (error) {
    return giveUp(tier, { id, tenantId: tenant.id, address }, signal?.aborted ? undefined : error);
  }
}

type Where = {
  store: ArchiveStore;
  name: string;
  passphrase: string | undefined;
  signal: AbortSignal | undefined;
};

async function write(
  tier: DataTier,
  tenant: Tenant,
  { store, name, passphrase, signal }: Where,
): Promise<{ bytes: number; rows: number }> {
  requireCurrent(tenant);
  let bytes = 0;
  const put = async (pieces: AsyncIterable<Buffer>) => {
    bytes = await store.put(name, stoppable(pieces, signal));
  };
  const manifest = await createArchive(tier, tenant, put, { passphrase });
  const read = await verifyArchive(stoppable(store.open(name), signal), { passphrase });
  requireSame(manifest, read.manifest);
  await requireSamePlace(tier, tenant);
  return { bytes, rows: manifest.tables.reduce((sum, facts) => sum + facts.rows, 0) };
}

async function* stoppable(
  pieces: AsyncIterable<Buffer>,
  signal: AbortSignal | undefined,
): AsyncGenerator<Buffer> {
  for await (const piece of pieces) {
    signal?.throwIfAborted();
    yield piece;
  }
}

function requireCurrent({ slug, schemaVersion }: Tenant): void {
  if (isBehind(schemaVersion))
    throw new LifecycleRefused("state", `${slug} is behind: \`tenantry migrate up\` comes first.`);
}

function requireSame(written: ArchiveManifest, read: ArchiveManifest): void {
  if (JSON.stringify(written) !== JSON.stringify(read))
    throw new ArchiveRefused("The archive, read back, is not what was written.");
}

/** It may have moved before its rows were read: what was written since is in the other place. */
async function requireSamePlace(tier: DataTier, { id, slug, placement }: Tenant): Promise<void> {
  const now = await tier.controlDb.read((tx) => getTenant(tx, id));
  if (now?.placement.version !== placement.version)
    throw new LifecycleRefused("busy", `${slug} changed places while it was read.`);
}

/** Without an error: it was told to stop, and is tried again as if it had never begun. */
async function giveUp(tier: DataTier, archive: KeptArchive, error: unknown): Promise<Taken> {
  const why = error === undefined ? undefined : messageOf(error);
  const isThere = await isLeft(archive);
  await tier.controlDb.write(async (tx) => {
    if (why === undefined && !isThere) await forgetArchive(tx, archive.id);
    else await failArchive(tx, archive.id, why ?? "The process was told to end.", { isThere });
  });
  return why === undefined ? { state: "stopped" } : { state: "failed", error: why };
}

/** Without a statement's values. */
export const messageOf = (error: unknown): string => String((namedError(error) as Error).message ?? error);

/** By id: a slug may be another's by the time that somebody reads it. No two have one name. */
function nameOf({ id }: Tenant): string {
  const at = new Date().toISOString().slice(0, 19).replaceAll(/[-:]/g, "");
  return `${id}-${at}Z-${randomBytes(4).toString("hex")}.tenant`;
}
