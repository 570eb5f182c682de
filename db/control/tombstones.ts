/** Marks of what the identity provider deleted: a late or repeated event must not bring it back. */
import { and, eq } from "drizzle-orm";
import type { ControlTx } from "./control-db.ts";
import { lockKeys } from "./locks.ts";
import { tombstones } from "./schema/webhooks.ts";

export type TombstoneKind = (typeof tombstones.$inferSelect)["kind"];

/**
 * Makes writers of one object queue up until this transaction ends. Without it, an update that looked for a
 * tombstone just before a delete wrote one would insert the object again.
 */
export async function lockProviderObject(tx: ControlTx, kind: TombstoneKind, id: string): Promise<void> {
  await lockKeys(tx, `${kind}:${id}`);
}

export async function createTombstone(
  tx: ControlTx,
  kind: TombstoneKind,
  id: string,
  deletedAt: Date,
): Promise<void> {
  await tx.insert(tombstones).values({ kind, id, deletedAt }).onConflictDoNothing();
}

/** Staff brought back what it was for: what is said of the object from now on counts again. */
export async function removeTombstone(tx: ControlTx, kind: TombstoneKind, id: string): Promise<void> {
  await tx.delete(tombstones).where(and(eq(tombstones.kind, kind), eq(tombstones.id, id)));
}

export const hasTombstone = async (tx: ControlTx, kind: TombstoneKind, id: string): Promise<boolean> =>
  (await getTombstone(tx, kind, id)) !== undefined;

/** Since when the object is gone; undefined where nobody said that it is. */
export async function getTombstone(
  tx: ControlTx,
  kind: TombstoneKind,
  id: string,
): Promise<Date | undefined> {
  const [row] = await tx
    .select({ deletedAt: tombstones.deletedAt })
    .from(tombstones)
    .where(and(eq(tombstones.kind, kind), eq(tombstones.id, id)));
  return row?.deletedAt;
}
