/**
 * The wave before the first: all migrations in a schema of nobody's, in a transaction that is rolled back,
 * and once more from each state that tenants are in.
 */
import { withAdmin } from "../cluster/admin.ts";
import type { Migration } from "../migration-files.ts";
import { madeElsewhere, outsideOfTenant } from "./made-elsewhere.ts";
import { refuseStatements } from "./refused-statements.ts";
import { rehearseFrom } from "./rehearse-from.ts";
import { inScratchSchema } from "./scratch-schema.ts";
import { requireSharedExtensions } from "./shared-extensions.ts";
import { sweepRehearsals } from "./sweep-rehearsals.ts";

/**
 * From nothing. Throws MigrationRefused, with migration and statement, where one could be applied to no
 * tenant at all, and where one would change more than its tenant.
 */
export async function rehearseAnew(adminUrl: string, migrations: Migration[]): Promise<void> {
  await refuseStatements(migrations);
  await withAdmin(adminUrl, async (client) => {
    await sweepRehearsals(client);
    await requireSharedExtensions(client, migrations);
  });
  await refuseMadeElsewhere(adminUrl, migrations);
}

/**
 * One look at the catalog where nothing is wrong; only where something is, one after each migration names
 * it.
 */
async function refuseMadeElsewhere(adminUrl: string, migrations: Migration[]): Promise<void> {
  const what = await inScratchSchema(adminUrl, migrations, madeElsewhere);
  if (!what) return;
  await inScratchSchema(adminUrl, migrations, async () => {}, { isAlone: true });
  throw outsideOfTenant(what, undefined);
}

/** From what tenants have. Throws MigrationRefused where one could be applied to none in such a state. */
export async function rehearseStarts(
  adminUrl: string,
  migrations: Migration[],
  starts: Migration[][],
): Promise<void> {
  for (const start of starts) {
    if (start.length > 0 && start.length < migrations.length) await rehearseFrom(adminUrl, migrations, start);
  }
}

/** Both, the one after the other. */
export async function rehearse(
  adminUrl: string,
  migrations: Migration[],
  starts: Migration[][] = [],
): Promise<void> {
  await rehearseAnew(adminUrl, migrations);
  await rehearseStarts(adminUrl, migrations, starts);
}
