/**
 * What benchmarks stand on: a PostgreSQL of their own, and as many tenants as they ask for, each with the
 * same rows.
 */
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { addCluster } from "../../db/cluster/add.ts";
import { withAdmin } from "../../db/cluster/admin.ts";
import { SYSTEM } from "../../db/control/audit-log.ts";
import { clusters } from "../../db/control/schema/clusters.ts";
import { createSecrets } from "../../db/control/secrets.ts";
import { type DataTier, openDataTier } from "../../db/data-tier.ts";
import { startEmbeddedPostgres } from "../../db/embedded/embedded-postgres.ts";
import { ensureDatabase } from "../../db/embedded/runtime.ts";
import { provisionTenant } from "../../db/lifecycle/provision.ts";
import type { Tenant } from "../../db/routing/tenant.ts";
import { prepareControlPlane } from "../../db/setup/control-plane.ts";

const ROWS_PER_TENANT = 200;
export const OWNER = {
  id: "user_bench",
  email: "bench@example.com",
  firstName: "B",
  lastName: "M",
  avatarUrl: null,
};
export const STAGE_SECRETS_KEY = "bench-secrets-key-bench-secrets-key-00";
const PROVISIONING_CONCURRENCY = 4;

export type Stage = {
  tier: DataTier;
  port: number;
  /** The first `count` tenants, made on demand. */
  tenants(count: number): Promise<Tenant[]>;
  /** The same tier by another port: the delaying proxy's. */
  through(port: number): Promise<DataTier>;
  close(): Promise<void>;
};

/** Data of stages that are closed. */
const left: string[] = [];

/**
 * When all is measured. Not before: for five minutes ext4 makes a new file slowly where many were deleted,
 * and a schema is made of files.
 */
export function removeStages(): void {
  for (const dataDir of left.splice(0)) rmSync(dataDir, { recursive: true, force: true });
}

export async function openStage(): Promise<Stage> {
  const { server, urls, stop } = await startServer();
  await prepareControlPlane(urls, createSecrets(STAGE_SECRETS_KEY), { localIdentity: true });
  const tier = await openDataTier({ urls, secretsKey: STAGE_SECRETS_KEY });
  // More tenants than one cluster should have: what is measured is whether their number matters.
  await tier.controlDb.write((tx) => tx.update(clusters).set({ maxTenants: 10_000, maxTables: 1_000_000 }));
  const made: Tenant[] = [];
  const others: DataTier[] = [];
  return {
    tier,
    port: server.port,
    tenants: async (count) => {
      if (made.length < count) process.stderr.write(`  making ${count - made.length} tenants …\n`);
      const before = made.length;
      while (made.length < count) made.push(...(await makeTenants(tier, made.length, count)));
      if (made.length > before) await settleDisk(urls.adminUrl);
      return made.slice(0, count);
    },
    through: async (port) => {
      const url = urls.url.replace(`:${server.port}/`, `:${port}/`);
      const other = await openDataTier({ urls: { ...urls, url }, secretsKey: STAGE_SECRETS_KEY });
      others.push(other);
      return other;
    },
    close: async () => {
      await Promise.all([tier, ...others].map((each) => each.close()));
      await stop();
    },
  };
}

/** With a database that tenants can be made in. */
async function startServer() {
  const dataDir = mkdtempSync(join(tmpdir(), "tenantry-bench-"));
  const server = await startEmbeddedPostgres({ dataDir });
  const urls = await ensureDatabase(server, "bench-password");
  const stop = async () => {
    await server.stop();
    left.push(dataDir);
  };
  return { server, urls, stop };
}

/** Another server, registered as the cluster `second`. Answers how to stop it. */
export async function addSecondServer({ tier }: Stage): Promise<() => Promise<void>> {
  const { urls, stop } = await startServer();
  [process.env.BENCH_SECOND_URL, process.env.BENCH_SECOND_ADMIN_URL] = [urls.url, urls.adminUrl];
  const second = { name: "second", urlEnv: "BENCH_SECOND_URL", adminUrlEnv: "BENCH_SECOND_ADMIN_URL" };
  await addCluster(tier, { ...second, region: "local", maxTenants: 10, maxTables: 1_000 }, { actor: SYSTEM });
  return stop;
}

/** What was just made is written out at once, rather than bit by bit while something is measured. */
export const settleDisk = (adminUrl: string): Promise<void> =>
  withAdmin(adminUrl, async (client) => void (await client.query("CHECKPOINT")));

async function makeTenants(tier: DataTier, from: number, to: number): Promise<Tenant[]> {
  const count = Math.min(PROVISIONING_CONCURRENCY, to - from);
  return Promise.all(Array.from({ length: count }, (_, n) => makeTenant(tier, from + n)));
}

async function makeTenant(tier: DataTier, n: number): Promise<Tenant> {
  const slug = `bench-${n}`;
  const tenant = await provisionTenant(tier, {
    organizationId: `org_bench_${n}`,
    slug,
    name: slug,
    owner: OWNER,
  });
  await withAdmin(tier.urls.adminUrl, async (client) => {
    await client.query(
      `INSERT INTO "${tenant.placement.schema}".projects (id, name, slug, description, created_by)
       SELECT ('019a0000-0000-7000-8000-' || lpad(to_hex(n), 12, '0'))::uuid, 'Project ' || n, 'project-' || n, repeat('x', 80), $1
       FROM generate_series(1, ${ROWS_PER_TENANT}) AS n`,
      [OWNER.id],
    );
    // What autovacuum would do a minute later, in the middle of a measurement.
    await client.query(`VACUUM (ANALYZE) "${tenant.placement.schema}".projects`);
  });
  return tenant;
}
