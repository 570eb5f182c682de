/**
 * The schema that every search path names besides the tenant's own: extensions live there, once for all
 * tenants of a database.
 */
import type pg from "pg";

const EXTENSIONS_SCHEMA = "extensions";

const STATE = `
SELECT to_regnamespace('${EXTENSIONS_SCHEMA}') IS NOT NULL AS there,
  coalesce(has_schema_privilege('public', to_regnamespace('${EXTENSIONS_SCHEMA}')::oid, 'USAGE'), false) AS usable,
  coalesce(has_schema_privilege('public', to_regnamespace('${EXTENSIONS_SCHEMA}')::oid, 'CREATE'), false) AS open`;

export type ExtensionsState = { there: boolean; usable: boolean; open: boolean };

/** Makes it in this client's database, for everybody to use and nobody to change. Idempotent; run alone. */
export async function makeExtensionsSchema(client: pg.Client): Promise<void> {
  const state = await extensionsState(client);
  if (!state.there) await client.query(`CREATE SCHEMA "${EXTENSIONS_SCHEMA}"`);
  if (!state.usable) await client.query(`GRANT USAGE ON SCHEMA "${EXTENSIONS_SCHEMA}" TO PUBLIC`);
}

export async function extensionsState(client: pg.Client): Promise<ExtensionsState> {
  const { rows } = await client.query<ExtensionsState>(STATE);
  return rows[0] ?? { there: false, usable: false, open: false };
}
