/** The reference: one tenant, no routing, a plain pool with its schema as search_path. */
import { drizzle, type NodePgDatabase } from "drizzle-orm/node-postgres";
import pg from "pg";
import type { DataTier } from "../../db/data-tier.ts";
import type { Tenant } from "../../db/routing/tenant.ts";

export type Bare = { db: NodePgDatabase; close(): Promise<void> };

export function openBare(tier: DataTier, tenant: Tenant, options: { port?: number; max: number }): Bare {
  const url = new URL(tier.urls.adminUrl);
  if (options.port) url.port = String(options.port);
  url.searchParams.set("options", `-c search_path=${tenant.placement.schema}`);
  const pool = new pg.Pool({ connectionString: url.href, max: options.max });
  pool.on("error", () => {});
  return { db: drizzle({ client: pool }), close: () => pool.end() };
}
