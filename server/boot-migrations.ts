/**
 * Whether a server migrates tenants when it starts, and that nothing which comes of it keeps it from
 * starting.
 */

import type { DataTier } from "../db/data-tier.ts";
import { migrateTenants, type TenantFailure } from "../db/migrate/run.ts";

export type BootMigrations = {
  /**
   * As MIGRATE_ON_BOOT says. Unset: only where the database belongs to this process, with nobody else to
   * migrate it.
   */
  wanted: "on" | "off" | undefined;
  isEmbedded: boolean;
};

/** @internal */
export const migratesOnBoot = ({ wanted, isEmbedded }: BootMigrations): boolean =>
  wanted ? wanted === "on" : isEmbedded;

/**
 * What went wrong, of one tenant or of all. A tenant that is behind afterwards answers 503, and the others
 * are served.
 */
export async function migrateOnBoot(
  tier: DataTier,
  options: BootMigrations,
): Promise<{ tenantFailures: TenantFailure[]; error?: Error }> {
  if (!migratesOnBoot(options)) return { tenantFailures: [] };
  try {
    return { tenantFailures: (await migrateTenants(tier)).failures };
  } catch (error) {
    return { tenantFailures: [], error: error as Error };
  }
}
