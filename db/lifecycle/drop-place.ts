/** Undoes `create-place` and `birth`: what a placement names is gone afterwards. */
import pg from "pg";
import { withAdmin } from "../cluster/admin.ts";
import type { DataTier } from "../data-tier.ts";
import { MAX_ATTEMPTS, pauseBeforeRetry, shouldRetry } from "../migrate/retry.ts";
import { type Placement, TENANT_IDENTIFIER } from "../routing/placement.ts";
import { dropTenantRole, listLogins, takeRights } from "./drop-role.ts";
import { BOTH_BESIDE, dropBesideStatement } from "./schemas-beside.ts";

const quote = pg.escapeIdentifier;
/** A drop waits this long for whoever still reads, so that nobody queues up behind it for longer. */
const LOCK_TIMEOUT_MS = 1_000;

/** `keepsRole`: the tenant's role stays, since another place of the same server is its. */
type Dropping = { keepsRole?: boolean };

/** Idempotent. Connections to a dedicated database are terminated. */
export async function dropPlace(tier: DataTier, placement: Placement, options: Dropping = {}): Promise<void> {
  if (!isOfOneTenant(placement)) throw new TypeError("Not the place of a tenant.");
  const { adminUrl } = await tier.clusterUrls(placement.cluster);
  for (let attempt = 1; ; attempt++) {
    try {
      await withAdmin(adminUrl, (client) => drop(client, { adminUrl, placement }, options));
      return;
    } catch (error) {
      if (attempt >= MAX_ATTEMPTS || !shouldRetry(error)) throw error;
      await pauseBeforeRetry(attempt);
    }
  }
}

/** What is dropped is called by the tenant's own name, all of it. */
const isOfOneTenant = ({ kind, database, schema, role }: Placement): boolean =>
  TENANT_IDENTIFIER.test(schema) && role === schema && (kind === "schema" || database === schema);

async function drop(
  client: pg.Client,
  { adminUrl, placement }: { adminUrl: string; placement: Placement },
  { keepsRole = false }: Dropping,
): Promise<void> {
  const { kind, database, schema, role } = placement;
  if (kind === "database") {
    // Whoever of the app's is still connected is cut off, which takes the rights of their role.
    const logins = await listLogins(client, role);
    for (const login of logins) await takeRights(client, login);
    await client.query(`DROP DATABASE IF EXISTS ${quote(database)} WITH (FORCE)`);
    for (const login of logins) await dropTenantRole(client, adminUrl, login);
  } else {
    await client.query(`SET lock_timeout = ${LOCK_TIMEOUT_MS}`);
    await client.query(`DROP SCHEMA IF EXISTS ${quote(schema)} CASCADE`);
    for (const which of BOTH_BESIDE) await client.query(dropBesideStatement(placement, which));
  }
  if (!keepsRole) await dropTenantRole(client, adminUrl, role);
}
