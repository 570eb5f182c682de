/** What a database lets everybody do. */
import type { Client } from "pg";
import { type Finding, failed, ok, weak } from "./verdict.ts";

const MIN_VERSION = 150_000;
const MAX_CLOCK_SKEW_MS = 5_000;

type Open = { public_create: boolean; set_config: boolean; pg_settings: boolean; temp: boolean };

const OPEN = `
SELECT coalesce(has_schema_privilege('public', to_regnamespace('public')::oid, 'CREATE'), false) AS public_create,
  has_function_privilege('public', 'pg_catalog.set_config(text, text, boolean)', 'EXECUTE') AS set_config,
  has_table_privilege('public', 'pg_catalog.pg_settings', 'UPDATE') AS pg_settings,
  has_database_privilege('public', current_database(), 'TEMP') AS temp`;

export async function checkDatabase(admin: Client): Promise<Finding[]> {
  const { rows } = await admin.query<Open>(OPEN);
  const open = rows[0];
  if (!open) return [];
  const ways = [
    open.set_config && "set_config()",
    open.pg_settings && "pg_settings",
    open.temp && "temporary tables",
  ].filter(Boolean);
  return [
    open.public_create
      ? failed(
          "public-schema",
          "Everybody may create in schema public. REVOKE CREATE ON SCHEMA public FROM PUBLIC.",
        )
      : ok("public-schema", "nobody may create in schema public by default"),
    ways.length > 0
      ? weak(
          "hardening",
          `Open to everybody: ${ways.join(", ")}. A superuser closes them: start the server once with one as DATABASE_ADMIN_URL.`,
        )
      : ok("hardening", "set_config(), pg_settings and temporary tables are closed"),
  ];
}

export async function checkServer(admin: Client): Promise<Finding[]> {
  const asked = Date.now();
  const { rows } = await admin.query<{ version: number; name: string; at: Date; connections: number }>(
    `SELECT current_setting('server_version_num')::int AS version, current_setting('server_version') AS name,
            clock_timestamp() AS at, current_setting('max_connections')::int AS connections`,
  );
  const row = rows[0];
  if (!row) return [];
  const skewMs = Math.abs(row.at.getTime() - (asked + Date.now()) / 2);
  return [
    row.version < MIN_VERSION
      ? failed("version", `PostgreSQL ${row.name}; 15 or later is needed.`)
      : ok("version", `PostgreSQL ${row.name}, ${row.connections} connections`),
    skewMs > MAX_CLOCK_SKEW_MS
      ? failed(
          "clock",
          `The server's clock is ${Math.round(skewMs / 1000)} s off this machine's. Synchronise both.`,
        )
      : ok("clock", "agrees with this machine's"),
  ];
}
