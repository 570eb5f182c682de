/** Which of many slugs are anybody's: one cheap query, so that invented names cost next to nothing. */
import { inArray } from "drizzle-orm";
import { union } from "drizzle-orm/pg-core";
import type { ControlTx } from "./control-db.ts";
import { freedSlugs, tenants } from "./schema/tenants.ts";

/** Those of `slugs` that a tenant has, or gave up. */
export async function knownSlugs(tx: ControlTx, slugs: string[]): Promise<Set<string>> {
  if (slugs.length === 0) return new Set();
  const used = tx.select({ slug: tenants.slug }).from(tenants).where(inArray(tenants.slug, slugs));
  const freed = tx.select({ slug: freedSlugs.slug }).from(freedSlugs).where(inArray(freedSlugs.slug, slugs));
  const rows = await union(used, freed);
  return new Set(rows.map(({ slug }) => slug));
}
