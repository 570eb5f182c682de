/**
 * What tenants that are in one state will go through, commits and all: some statements are refused only where
 * what they build on is as new as they are, and some only where it is not.
 */
import pg from "pg";
import { pipeline, withAdmin } from "../cluster/admin.ts";
import { underLock } from "../cluster/lock.ts";
import { MigrationRefused } from "../errors.ts";
import type { Migration } from "../migration-files.ts";
import { versionOf } from "../tenant/version.ts";
import { applyMigrations } from "./apply.ts";
import { birthStatements } from "./no-transaction.ts";
import { scratchName } from "./scratch-schema.ts";

const UNSAFE_NEW_VALUE = "(55P04)";
const OWN_MIGRATION =
  "A value of an enum is used after a COMMIT, not before: add it in a migration of its own.";

/**
 * Throws MigrationRefused as `rehearse` does. The schema is committed, as the tenants' are: it is dropped
 * afterwards, by the next rehearsal if this one is killed.
 */
export async function rehearseFrom(
  adminUrl: string,
  migrations: Migration[],
  start: Migration[],
): Promise<void> {
  const schema = scratchName();
  await underLock(adminUrl, schema, () =>
    withAdmin(adminUrl, async (client) => {
      const name = pg.escapeIdentifier(schema);
      // Nobody misses it after a crash.
      await client.query("SET synchronous_commit = off");
      await client.query(`CREATE SCHEMA ${name}`);
      try {
        await applyMigrations(client, start.map(asInAnEmptySchema), { schema });
        // Whether what is late may be applied was decided before.
        await applyMigrations(client, migrations.map(asInAnEmptySchema), { schema, allowLate: true });
      } catch (error) {
        throw asFrom(versionOf(start), error);
      } finally {
        await pipeline(client, [`DROP SCHEMA IF EXISTS ${name} CASCADE`]).catch(() => {});
      }
    }),
  );
}

/** Nobody waits for an index there, and one that is concurrent would wait for everybody else. */
const asInAnEmptySchema = (migration: Migration): Migration => ({
  ...migration,
  statements: birthStatements(migration),
  isTransactional: true,
});

function asFrom(version: string | null, error: unknown): unknown {
  if (!(error instanceof MigrationRefused)) return error;
  const message = error.message.replace(/rehearsal_[0-9a-f]+/, `a rehearsal from ${version}`);
  const advice = message.includes(UNSAFE_NEW_VALUE) ? `\n${OWN_MIGRATION}` : "";
  const { migration, statement } = error as { migration?: string; statement?: string };
  const refused = new MigrationRefused(`${message}${advice}`, { cause: error.cause });
  return Object.assign(refused, { migration, statement });
}
