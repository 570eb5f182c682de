/** What a database lets everybody do. */
import type { Client } from "pg";
import { type ExtensionsState, extensionsState } from "../cluster/extensions.ts";
import { openWays } from "../cluster/hardening.ts";
import { type Finding, failed, ok, weak } from "./verdict.ts";

const MIN_VERSION = 150_000;
const MAX_CLOCK_SKEW_MS = 5_000;

const PUBLIC_CREATE = `
SELECT coalesce(has_schema_privilege('public', to_regnamespace('public')::oid, 'CREATE'), false) AS open`;

/** `mayClose`: the admin is a superuser, so that what is open is a fault and no limit of the server's. */
export async function checkDatabase(admin: Client, mayClose: boolean): Promise<Finding[]> {
  const { rows } = await admin.query<{ open: boolean }>(PUBLIC_CREATE);
  const publicSchema = rows[0]?.open
    ? failed(
        "public-schema",
        "Everybody may create in schema public. REVOKE CREATE ON SCHEMA public FROM PUBLIC.",
      )
    : ok("public-schema", "nobody may create in schema public by default");
  return [publicSchema, extensions(await extensionsState(admin)), hardening(await openWays(admin), mayClose)];
}

function extensions({ there, usable, open }: ExtensionsState): Finding {
  if (!there || !usable) {
    return failed(
      "extensions",
      "Every path names the schema extensions, and not everybody may use it. Start the server once, which makes it.",
    );
  }
  return open
    ? failed(
        "extensions",
        "Everybody may create in schema extensions. REVOKE CREATE ON SCHEMA extensions FROM PUBLIC.",
      )
    : ok("extensions", "the schema that all tenants share is used by all and changed by none of them");
}

function hardening(ways: string[], mayClose: boolean): Finding {
  if (ways.length === 0) return ok("hardening", "an expression reaches nothing outside its transaction");
  const open = `Open to everybody: ${ways.join("; ")}.`;
  return mayClose
    ? failed("hardening", `${open} Start the server once, which closes them.`)
    : weak(
        "hardening",
        `${open} A superuser closes them: start the server once with one as DATABASE_ADMIN_URL.`,
      );
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
