/**
 * What of tenants lies where nothing is changed any more, and until when: their archives, and rows kept
 * aside.
 */
import { and, asc, eq, inArray, isNull, sql } from "drizzle-orm";
import { keptSql } from "./archive-standing.ts";
import type { ControlTx } from "./control-db.ts";
import { archives } from "./schema/archives.ts";
import { replacements } from "./schema/replacements.ts";
import { tenants } from "./schema/tenants.ts";

/** `endsAt`: when it is removed; the newest of a tenant stays until there is a newer one. */
type HoldingArchive = { tenant: string; address: string; takenAt: Date; endsAt: Date };

export type Holding = {
  archives: HoldingArchive[];
  /** Tenants whose rows from before a restore are kept until somebody confirms it. */
  keptRows: string[];
};

/** Of these tenants. Files that somebody took by hand are not known of. */
export async function listHolding(tx: ControlTx, tenantIds: string[]): Promise<Holding> {
  if (tenantIds.length === 0) return { archives: [], keptRows: [] };
  const [held, kept] = await Promise.all([
    tx
      .select({
        tenant: tenants.slug,
        address: archives.address,
        takenAt: archives.takenAt,
        endsAt: sql<Date>`${archives.takenAt} + ${keptSql()}`.mapWith(archives.takenAt),
      })
      .from(archives)
      .innerJoin(tenants, eq(tenants.id, archives.tenantId))
      .where(
        and(
          inArray(archives.tenantId, tenantIds),
          isNull(archives.removedAt),
          inArray(archives.state, ["taking", "taken"]),
        ),
      )
      .orderBy(asc(archives.takenAt), asc(archives.id)),
    tx
      .select({ slug: tenants.slug })
      .from(replacements)
      .innerJoin(tenants, eq(tenants.id, replacements.tenantId))
      .where(and(inArray(replacements.tenantId, tenantIds), isNull(replacements.finishedAt)))
      .orderBy(tenants.slug),
  ]);
  return { archives: held, keptRows: kept.map(({ slug }) => slug) };
}
