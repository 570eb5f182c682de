/**
 * Tenants by the thousand, for tests of what concerns all of them: rows and schemas made in bulk, with a
 * ledger.
 */
import { randomBytes } from "node:crypto";
import { sql } from "drizzle-orm";
import { withAdmin } from "../cluster/admin.ts";
import type { DataTier } from "../data-tier.ts";
import { newId } from "../id.ts";
import type { Migration } from "../migration-files.ts";
import { tenantIdentifier } from "../routing/placement.ts";

export type ManyTenant = { id: string; slug: string; schema: string };

const SCHEMAS_A_TRANSACTION = 100;

/** Schemas without roles, in the control plane's own database, each with `migrations` applied. */
export async function manyTenants(
  tier: DataTier,
  count: number,
  migrations: Migration[],
  options: { cluster?: string } = {},
): Promise<ManyTenant[]> {
  const run = randomBytes(3).toString("hex");
  const made = Array.from({ length: count }, (_, n) => {
    const id = newId();
    return { id, slug: `many-${run}-${n}`, schema: tenantIdentifier(id) };
  });
  await makeSchemas(tier, made, migrations);
  const database = new URL(tier.urls.url).pathname.slice(1);
  const version = migrations.at(-1)?.name ?? null;
  const rows = JSON.stringify(made);
  const records = sql`jsonb_to_recordset(${rows}::jsonb) as r(id uuid, slug text, schema text)`;
  await tier.controlDb.write(async (tx) => {
    await tx.execute(sql`insert into control.tenants (id, slug, name, status, schema_version)
      select id, slug, slug, 'active', ${version} from ${records}`);
    await tx.execute(sql`insert into control.placements (tenant_id, kind, cluster, database, schema, role)
      select id, 'schema', ${options.cluster ?? "main"}, ${database}, schema, schema from ${records}`);
  });
  return made;
}

async function makeSchemas(tier: DataTier, made: ManyTenant[], migrations: Migration[]): Promise<void> {
  const statements = migrations.flatMap((migration) => migration.statements).join(";");
  const ledger = migrations.map(({ name, checksum }) => `('${name}', '${checksum}', 0)`).join(", ");
  const body = `
    EXECUTE format('CREATE SCHEMA %I', s); EXECUTE format('SET LOCAL search_path = %I', s);
    EXECUTE $q$ CREATE TABLE "_migrations" (name varchar(255) PRIMARY KEY, checksum varchar(64) NOT NULL,
      applied_at timestamptz NOT NULL DEFAULT now(), duration_ms integer NOT NULL) $q$;
    EXECUTE $q$ ${statements} $q$;
    ${ledger ? `EXECUTE $q$ INSERT INTO "_migrations" (name, checksum, duration_ms) VALUES ${ledger} $q$;` : ""}`;
  await withAdmin(tier.urls.adminUrl, async (client) => {
    for (let at = 0; at < made.length; at += SCHEMAS_A_TRANSACTION) {
      const names = made.slice(at, at + SCHEMAS_A_TRANSACTION).map(({ schema }) => `'${schema}'`);
      await client.query(
        `DO $do$ DECLARE s text; BEGIN FOREACH s IN ARRAY ARRAY[${names.join(",")}] LOOP ${body} END LOOP; END $do$`,
      );
    }
  });
}
