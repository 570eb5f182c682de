/**
 * What an installation's roles are called. Roles belong to a whole server, and a server may hold several
 * installations: the name of the control plane's database tells them apart.
 */
import { createHash } from "node:crypto";
import type pg from "pg";
import { openConnection } from "../routing/connection.ts";

export type RoleNames = {
  /** For the control plane's own work. */
  app: string;
  /** For a tenant's pages: the rows of that tenant alone. */
  tenant: string;
  /** The login of the job queue. */
  jobs: string;
};

const CONNECT_TIMEOUT_MS = 5_000;
/** With what follows it no longer than the 63 characters that PostgreSQL keeps. */
const MAX_PREFIX_LENGTH = 40;

/** Installations from before names had a prefix keep theirs. */
const namesWith = (prefix: string): RoleNames => ({
  app: `${prefix}control_app`,
  tenant: `${prefix}control_tenant`,
  jobs: prefix ? `${prefix}control_jobs` : "tenantry_jobs",
});

/** Distinct for distinct databases of a server. Pure. @internal */
export function prefixOf(database: string): string {
  const plain = database.toLowerCase().replace(/[^a-z0-9]/g, "_");
  if (plain === database && plain.length <= MAX_PREFIX_LENGTH) return `${plain}_`;
  const digest = createHash("sha256").update(database).digest("hex").slice(0, 8);
  return `${plain.slice(0, MAX_PREFIX_LENGTH - 9)}_${digest}_`;
}

/** The role that may use the control plane in this database is the one that its set-up chose. */
const KEPT = `
SELECT current_database() AS database, (
  SELECT r.rolname FROM pg_namespace n, aclexplode(n.nspacl) a JOIN pg_roles r ON r.oid = a.grantee
  WHERE n.nspname = 'control' AND r.rolname ~ '(^|_)control_app$' ORDER BY r.rolname LIMIT 1) AS kept`;

/** Needs no right but that of connecting to the control plane's database, as `client` is. */
export async function roleNames(client: pg.Client): Promise<RoleNames> {
  const { rows } = await client.query<{ database: string; kept: string | null }>(KEPT);
  const { database = "", kept } = rows[0] ?? {};
  return namesWith(kept ? kept.slice(0, -"control_app".length) : prefixOf(database));
}

/** The same on a connection of its own. Throws as `openConnection` does. */
export async function readRoleNames(url: string): Promise<RoleNames> {
  const { client, end } = await openConnection(url, "tenantry:control", {
    connectTimeoutMs: CONNECT_TIMEOUT_MS,
  });
  try {
    return await roleNames(client);
  } finally {
    end();
  }
}

/** Asked once, when they are needed first; once more where that failed. */
export function lazyRoleNames(url: string): () => Promise<RoleNames> {
  let asked: Promise<RoleNames> | undefined;
  return () => {
    asked ??= readRoleNames(url).catch((error: unknown) => {
      asked = undefined;
      throw error;
    });
    return asked;
  };
}
