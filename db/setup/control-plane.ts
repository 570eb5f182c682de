/**
 * Makes and updates the control plane: roles, schema, grants, the job queue. Idempotent; run at each start
 * and by hand.
 */

import { runMigrations } from "graphile-worker";
import pg from "pg";
import { withAdmin } from "../cluster/admin.ts";
import { requireRights } from "../cluster/admin-rights.ts";
import { allowFunctions, CONTROL_FUNCTIONS, QUEUE_FUNCTIONS } from "../cluster/hardening.ts";
import { underLock } from "../cluster/lock.ts";
import { loginOf, prepareCluster } from "../cluster/prepare.ts";
import { ensureRole, grantMembership } from "../cluster/roles.ts";
import type { ClusterUrls } from "../control/clusters.ts";
import { jobsPassword, jobsUrlOf } from "../control/jobs-login.ts";
import { type RoleNames, roleNames } from "../control/role-names.ts";
import type { Secrets } from "../control/secrets.ts";
import { applyMigrations } from "../migrate/apply.ts";
import { loadMigrations, type Migration } from "../migration-files.ts";

const quote = pg.escapeIdentifier;

/** `localIdentity` adds the tables of the identity stand-in; never in production. */
export async function prepareControlPlane(
  urls: ClusterUrls,
  secrets: Secrets,
  options: { localIdentity: boolean },
): Promise<void> {
  const appLogin = loginOf(urls.url);
  const prepare = async (client: pg.Client) => {
    const names = await roleNames(client);
    const roles = Object.values(names);
    await requireRights(client, { appLogin, roles });
    for (const role of roles) await ensureRole(client, role);
    // Before everybody else is refused: whoever serves meanwhile goes on.
    await allowFunctions(client, CONTROL_FUNCTIONS, names.app);
    await allowFunctions(client, QUEUE_FUNCTIONS, names.jobs);
    await prepareCluster(urls.adminUrl, { appLogin, others: [names.jobs] });
    for (const role of [names.app, names.tenant]) await grantMembership(client, role, appLogin);
    await client.query(`CREATE SCHEMA IF NOT EXISTS "control"`);
    const migrations = loadMigrations("control").map((each) => withNames(each, names));
    await applyMigrations(client, migrations, { schema: "control", allowLate: true });
    await ensureMainCluster(client);
    if (options.localIdentity) await prepareLocalIdentity(client, quote(names.app));
    await prepareJobs(client, urls, secrets, names);
  };
  await underLock(urls.adminUrl, "control", () => withAdmin(urls.adminUrl, prepare));
}

/** The files name the roles as one installation on a server would. */
const withNames = (migration: Migration, { app, tenant }: RoleNames): Migration => ({
  ...migration,
  statements: migration.statements.map((text) =>
    text.replaceAll(/\bcontrol_app\b/g, quote(app)).replaceAll(/\bcontrol_tenant\b/g, quote(tenant)),
  ),
});

async function prepareLocalIdentity(client: pg.Client, app: string): Promise<void> {
  await client.query(`CREATE SCHEMA IF NOT EXISTS "local_identity"`);
  const after = [
    `GRANT USAGE ON SCHEMA "local_identity" TO ${app}`,
    `GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA "local_identity" TO ${app}`,
    `GRANT USAGE ON ALL SEQUENCES IN SCHEMA "local_identity" TO ${app}`,
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

/** The queue's schema belongs to a login of its own; the app may only put jobs in, through two functions. */
async function prepareJobs(
  client: pg.Client,
  urls: ClusterUrls,
  secrets: Secrets,
  { app, jobs: login }: RoleNames,
): Promise<void> {
  const password = pg.escapeLiteral(jobsPassword(secrets));
  await client.query(`ALTER ROLE ${quote(login)} LOGIN PASSWORD ${password}`);
  await grantMembership(client, login, loginOf(urls.adminUrl));
  await client.query(`CREATE SCHEMA IF NOT EXISTS graphile_worker AUTHORIZATION ${quote(login)}`);
  const url = jobsUrlOf(urls, secrets, login);
  await withCreateRight(client, quote(login), () => runMigrations({ connectionString: url }));
  await withAdmin(url, async (jobs) => void (await jobs.query(enqueue(quote(app)))));
}

/**
 * The queue's installer asks for its schema again though it is there, which needs CREATE on the database:
 * lent for that long.
 */
async function withCreateRight(client: pg.Client, login: string, work: () => Promise<void>): Promise<void> {
  const { rows } = await client.query<{ name: string }>("SELECT current_database() AS name");
  const database = pg.escapeIdentifier(rows[0]?.name ?? "");
  await client.query(`GRANT CREATE ON DATABASE ${database} TO ${login}`);
  try {
    await work();
  } finally {
    await client.query(`REVOKE CREATE ON DATABASE ${database} FROM ${login}`);
  }
}

const enqueue = (app: string) => `
CREATE OR REPLACE FUNCTION graphile_worker.enqueue(identifier text, payload json, job_key text, queue text)
RETURNS void LANGUAGE sql SECURITY DEFINER SET search_path = pg_catalog AS $$
  SELECT graphile_worker.add_job(identifier => $1, payload => $2, job_key => $3, queue_name => $4) $$;
REVOKE ALL ON FUNCTION graphile_worker.enqueue FROM PUBLIC;
GRANT USAGE ON SCHEMA graphile_worker TO ${app};
GRANT EXECUTE ON FUNCTION graphile_worker.enqueue TO ${app};
CREATE OR REPLACE FUNCTION graphile_worker.enqueue_at(identifier text, payload json, job_key text, run_at timestamptz, key_mode text)
RETURNS void LANGUAGE sql SECURITY DEFINER SET search_path = pg_catalog AS $$
  SELECT graphile_worker.add_job(
    identifier => $1, payload => $2, job_key => $3, run_at => $4, job_key_mode => $5) $$;
REVOKE ALL ON FUNCTION graphile_worker.enqueue_at FROM PUBLIC;
GRANT EXECUTE ON FUNCTION graphile_worker.enqueue_at TO ${app};`;
