/**
 * Makes and updates the control plane: roles, schema, grants, the job queue. Idempotent; run at each start
 * and by hand.
 */

import { runMigrations } from "graphile-worker";
import pg from "pg";
import { withAdmin } from "../cluster/admin.ts";
import { allowFunctions, CONTROL_FUNCTIONS, QUEUE_FUNCTIONS } from "../cluster/hardening.ts";
import { loginOf, prepareCluster } from "../cluster/prepare.ts";
import { ensureRole, grantMembership } from "../cluster/roles.ts";
import type { ClusterUrls } from "../control/clusters.ts";
import { JOBS_LOGIN, jobsUrl } from "../control/jobs-login.ts";
import type { Secrets } from "../control/secrets.ts";
import { applyMigrations } from "../migrate/apply.ts";
import { loadMigrations } from "../migration-files.ts";

const ROLES = ["control_app", "control_tenant"];
const LOCK = "SELECT pg_advisory_lock(hashtextextended('tenantry:control', 0))";

/** `localIdentity` adds the tables of the identity stand-in; never in production. */
export async function prepareControlPlane(
  urls: ClusterUrls,
  secrets: Secrets,
  options: { localIdentity: boolean },
): Promise<void> {
  const appLogin = loginOf(urls.url);
  await withAdmin(urls.adminUrl, async (client) => {
    await client.query(LOCK);
    for (const role of [...ROLES, JOBS_LOGIN]) await ensureRole(client, role);
    // Before everybody else is refused: whoever serves meanwhile goes on.
    await allowFunctions(client, CONTROL_FUNCTIONS, "control_app");
    await allowFunctions(client, QUEUE_FUNCTIONS, JOBS_LOGIN);
    await prepareCluster(urls.adminUrl, { appLogin, others: [JOBS_LOGIN] });
    for (const role of ROLES) await grantMembership(client, role, appLogin);
    await client.query(`CREATE SCHEMA IF NOT EXISTS "control"`);
    await applyMigrations(client, loadMigrations("control"), { schema: "control", allowLate: true });
    await ensureMainCluster(client);
    if (options.localIdentity) await prepareLocalIdentity(client);
    await prepareJobs(client, urls, secrets);
  });
}

async function prepareLocalIdentity(client: pg.Client): Promise<void> {
  await client.query(`CREATE SCHEMA IF NOT EXISTS "local_identity"`);
  const after = [
    `GRANT USAGE ON SCHEMA "local_identity" TO control_app`,
    `GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA "local_identity" TO control_app`,
    `GRANT USAGE ON ALL SEQUENCES IN SCHEMA "local_identity" TO control_app`,
  ];
  await applyMigrations(client, loadMigrations("local-identity"), {
    schema: "local_identity",
    after,
    allowLate: true,
  });
}

const ensureMainCluster = (client: pg.Client) =>
  client.query(
    `INSERT INTO control.clusters (name, url_env, admin_url_env) VALUES ('main', 'DATABASE_URL', 'DATABASE_ADMIN_URL')
     ON CONFLICT DO NOTHING`,
  );

/** The queue's schema belongs to a login of its own; the app may only put jobs in, through one function. */
async function prepareJobs(client: pg.Client, urls: ClusterUrls, secrets: Secrets): Promise<void> {
  const password = pg.escapeLiteral(secrets.derivePassword(JOBS_LOGIN));
  await client.query(`ALTER ROLE ${JOBS_LOGIN} LOGIN PASSWORD ${password}`);
  await grantMembership(client, JOBS_LOGIN, loginOf(urls.adminUrl));
  await client.query(`CREATE SCHEMA IF NOT EXISTS graphile_worker AUTHORIZATION ${JOBS_LOGIN}`);
  const url = jobsUrl(urls, secrets);
  await withCreateRight(client, () => runMigrations({ connectionString: url }));
  await withAdmin(url, async (jobs) => void (await jobs.query(ENQUEUE)));
}

/**
 * The queue's installer asks for its schema again though it is there, which needs CREATE on the database:
 * lent for that long.
 */
async function withCreateRight(client: pg.Client, work: () => Promise<void>): Promise<void> {
  const { rows } = await client.query<{ name: string }>("SELECT current_database() AS name");
  const database = pg.escapeIdentifier(rows[0]?.name ?? "");
  await client.query(`GRANT CREATE ON DATABASE ${database} TO ${JOBS_LOGIN}`);
  try {
    await work();
  } finally {
    await client.query(`REVOKE CREATE ON DATABASE ${database} FROM ${JOBS_LOGIN}`);
  }
}

const ENQUEUE = `
CREATE OR REPLACE FUNCTION graphile_worker.enqueue(identifier text, payload json, job_key text, queue text)
RETURNS void LANGUAGE sql SECURITY DEFINER SET search_path = pg_catalog AS $$
  SELECT graphile_worker.add_job(identifier => $1, payload => $2, job_key => $3, queue_name => $4) $$;
REVOKE ALL ON FUNCTION graphile_worker.enqueue FROM PUBLIC;
GRANT USAGE ON SCHEMA graphile_worker TO control_app;
GRANT EXECUTE ON FUNCTION graphile_worker.enqueue TO control_app;`;
