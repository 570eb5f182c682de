/** A tenant as another tenant, at once: an archive that nobody else can open, and a copy of it. */
import { randomUUID } from "node:crypto";
import { type FileHandle, open, unlink } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { DataTier } from "../data-tier.ts";
import type { Tenant } from "../routing/tenant.ts";
import { type Restored, restoreArchive, type WantedCopy } from "./restore-archive.ts";
import { createArchive } from "./write-archive.ts";

const OWNER_ONLY = 0o600;

export type WantedClone = WantedCopy & {
  /**
   * What is of people, or written by them, is made up; the same is made up the same way each time. Nobody
   * comes along who could enter.
   */
  isMasked?: boolean | undefined;
};

/** Throws like `createArchive` and `restoreArchive`. */
export function cloneTenant(
  tier: DataTier,
  tenant: Tenant,
  { isMasked = false, ...wanted }: WantedClone,
): Promise<Restored> {
  return withNamelessFile(async (file) => {
    await createArchive(tier, tenant, (bytes) => writeAll(file, bytes), { isMasked });
    const name = wanted.name ?? (isMasked ? wanted.slug : tenant.name);
    const source = { open: () => readAll(file) };
    return restoreArchive(tier, source, { ...wanted, name, isWithoutPeople: isMasked });
  });
}

/** It has no name from the beginning: whatever becomes of the process, nothing is left of it. */
async function withNamelessFile<T>(work: (file: FileHandle) => Promise<T>): Promise<T> {
  const path = join(tmpdir(), `tenantry-${randomUUID()}`);
  const file = await open(path, "wx+", OWNER_ONLY);
  try {
    await unlink(path);
    return await work(file);
  } finally {
    await file.close();
  }
}

async function writeAll(file: FileHandle, bytes: AsyncIterable<Buffer>): Promise<void> {
  for await (const piece of bytes) await file.writeFile(piece);
}

/** From its beginning, as often as it is asked for. */
const readAll = (file: FileHandle): AsyncIterable<Buffer> =>
  file.createReadStream({ start: 0, autoClose: false }) as AsyncIterable<Buffer>;
