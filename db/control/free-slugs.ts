/** Which slugs are free: nobody's, and not given up within the days for which one stays reserved. */
import { and, eq, gt, sql } from "drizzle-orm";
import type { ControlTx } from "./control-db.ts";
import { freedSlugs, tenants } from "./schema/tenants.ts";
import { checkSlug, slugCandidates, slugFamily } from "./slug.ts";

/** True where the slug is somebody's, or was within the time for which a freed one stays reserved. */
export async function isSlugTaken(tx: ControlTx, slug: string): Promise<boolean> {
  const used = tx.select({ slug: tenants.slug }).from(tenants).where(eq(tenants.slug, slug));
  const freed = tx
    .select({ slug: freedSlugs.slug })
    .from(freedSlugs)
    .where(and(eq(freedSlugs.slug, slug), gt(freedSlugs.until, sql`now()`)));
  return (await used.unionAll(freed)).length > 0;
}

/**
 * The key of the lock with which slugs of one family are given out one at a time, so that two that want the
 * same one do not collide; other families do not wait. `wanted` may be any text.
 */
export const slugKey = (wanted: string): string => `slug:${slugFamily(wanted)}`;

const MAX_CANDIDATES = 200;

/** A valid slug near the wanted one that nobody has. Free now; only the insert decides. */
export async function findFreeSlug(tx: ControlTx, wanted: string): Promise<string> {
  let tried = 0;
  for (const candidate of slugCandidates(wanted)) {
    if (++tried > MAX_CANDIDATES) break;
    if (checkSlug(candidate) === "ok" && !(await isSlugTaken(tx, candidate))) return candidate;
  }
  return `workspace-${crypto.randomUUID().slice(0, 8)}`;
}
