/** How much a tenant has, and how much room it takes, asked of its own place. */
import { isNull, sql } from "drizzle-orm";
import type { TenantTx } from "../routing/tenant-db.ts";
import { projects } from "./schema.ts";

/** Bytes, with indexes and what is too large for a row. */
export async function getStorageBytes(tx: TenantTx): Promise<number> {
  const { rows } = await tx.execute<{ bytes: number }>(sql`
    select coalesce(sum(pg_total_relation_size(c.oid)), 0)::float8 as bytes from pg_class c
    where c.relnamespace = current_schema()::regnamespace and c.relkind in ('r', 'p', 'm')`);
  return rows[0]?.bytes ?? 0;
}

/** Whoever's, archived or not; what is in the trash does not count. */
export const countAllProjects = (tx: TenantTx): Promise<number> =>
  tx.$count(projects, isNull(projects.deletedAt));
