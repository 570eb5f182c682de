/** Archives that are taken by themselves, in the control plane: written as they go on. */
import { and, eq, isNull, lt, or, sql } from "drizzle-orm";
import { isGood, keptSql } from "./archive-standing.ts";
import type { ControlTx } from "./control-db.ts";
import { archives } from "./schema/archives.ts";
import { tenants } from "./schema/tenants.ts";

/** Enqueued for one tenant that somebody wants an archive of, whether one is due or not. */
export const ARCHIVE_TENANT_JOB = "archive-tenant";

export type KeptArchive = Pick<typeof archives.$inferSelect, "id" | "tenantId" | "address">;

const keptColumns = { id: archives.id, tenantId: archives.tenantId, address: archives.address };
const MAX_ERROR_LENGTH = 2_000;

export async function beginArchive(
  tx: ControlTx,
  { tenantId, address }: Pick<KeptArchive, "tenantId" | "address">,
): Promise<string> {
  const [row] = await tx
    .insert(archives)
    .values({ tenantId, address, state: "taking" })
    .returning({ id: archives.id });
  if (!row) throw new Error("The archive that was just written down is not there.");
  return row.id;
}

/** From here on it is a good one: it was read back, and found whole. */
export async function finishArchive(
  tx: ControlTx,
  id: string,
  { bytes, rows }: { bytes: number; rows: number },
): Promise<void> {
  await tx
    .update(archives)
    .set({ state: "taken", bytes, rows, verifiedAt: sql`now()` })
    .where(eq(archives.id, id));
}

/** `isThere`: what was written of the file could not be removed; whoever comes next does. */
export async function failArchive(
  tx: ControlTx,
  id: string,
  error: string,
  { isThere = false }: { isThere?: boolean } = {},
): Promise<void> {
  await tx
    .update(archives)
    .set({ error: error.slice(0, MAX_ERROR_LENGTH), ...(isThere ? {} : { state: "failed" as const }) })
    .where(eq(archives.id, id));
}

/** One that was given up before it was anything, and for no fault of its own. */
export async function forgetArchive(tx: ControlTx, id: string): Promise<void> {
  await tx.delete(archives).where(eq(archives.id, id));
}

/** Those that somebody is at, or was when it ended. */
export const listUnfinishedArchives = (tx: ControlTx, tenantId?: string): Promise<KeptArchive[]> =>
  tx
    .select(keptColumns)
    .from(archives)
    .where(and(eq(archives.state, "taking"), tenantId ? eq(archives.tenantId, tenantId) : undefined));

/**
 * Past the days of their plan, the oldest first. Of a tenant that is there the newest good one stays, and
 * whatever is newer; of one that is gone every archive ends.
 */
export const listExpiredArchives = (tx: ControlTx, limit: number): Promise<KeptArchive[]> =>
  tx
    .select(keptColumns)
    .from(archives)
    .leftJoin(tenants, eq(tenants.id, archives.tenantId))
    .where(
      and(
        eq(archives.state, "taken"),
        isNull(archives.removedAt),
        lt(archives.takenAt, sql`now() - ${keptSql()}`),
        or(isNull(tenants.id), eq(tenants.status, "purged"), hasNewerGood()),
      ),
    )
    .orderBy(archives.takenAt, archives.id)
    .limit(limit);

const hasNewerGood = () => sql`${archives.takenAt} < (
  select max(newer.taken_at) from control.archives newer where newer.tenant_id = ${archives.tenantId}
    and newer.state = 'taken' and newer.removed_at is null and newer.drill_error is null)`;

export async function markArchiveRemoved(tx: ControlTx, id: string): Promise<void> {
  await tx.update(archives).set({ removedAt: sql`now()` }).where(eq(archives.id, id));
}

/** `error`: why it cannot be restored; it is no good one any more. */
export async function noteDrill(tx: ControlTx, id: string, error?: string): Promise<void> {
  const found = error === undefined ? { drilledAt: sql`now()`, verifiedAt: sql`now()` } : undefined;
  await tx
    .update(archives)
    .set(found ?? { drillError: (error ?? "").slice(0, MAX_ERROR_LENGTH) })
    .where(and(eq(archives.id, id), isGood()));
}
