/** Tenants whose tables lack what the latest code needs. */
import { isNull, lt, or, type SQL, sql } from "drizzle-orm";
import { latestTenantVersion } from "../tenant/version.ts";
import { tenants } from "./schema/tenants.ts";

/** True for a row whose schema lacks what the latest code needs. */
export function isBehindSql(latest: string | null = latestTenantVersion()): SQL {
  if (latest === null) return sql`false`;
  return or(isNull(tenants.schemaVersion), lt(tenants.schemaVersion, latest)) ?? sql`false`;
}
