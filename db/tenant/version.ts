/** Which version a schema has, and whether that is enough for this code. */
import { loadMigrations, type Migration } from "../migration-files.ts";

/** The version of a schema that has all of `migrations`: the last one's name. */
export const versionOf = (migrations: Migration[]): string | null => migrations.at(-1)?.name ?? null;

let known: Migration[] | undefined;

/** The tenants' migrations that belong to this code; read once a process. */
export const tenantMigrations = (): Migration[] => (known ??= loadMigrations("tenant"));

/** What this code needs a tenant to have. */
export const latestTenantVersion = (): string | null => versionOf(tenantMigrations());

/** A tenant that is ahead of us is served: a newer release migrates before the older one is gone. */
export function isBehind(schemaVersion: string | null, latest = latestTenantVersion()): boolean {
  return latest !== null && (schemaVersion === null || schemaVersion < latest);
}
