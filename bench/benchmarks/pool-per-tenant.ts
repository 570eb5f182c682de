/** A thousand tenants, uniform: one bounded pool for all against a pool for each (max 5, idle 60 s). */
import { drizzle, type NodePgDatabase } from "drizzle-orm/node-postgres";
import pg from "pg";
import { SHARED_POOL_LIMITS } from "../../db/routing/shared-cluster.ts";
import type { Tenant } from "../../db/routing/tenant.ts";
import { compare, figures, measure } from "../lib/compare.ts";
import { readTogether, selectCount, selectPage } from "../lib/queries.ts";
import { atLeast, type Result } from "../lib/report.ts";
import type { Stage } from "../lib/stage.ts";

const TENANTS = 1_000;
const LOAD = { concurrency: 16, roundMs: 2_500, rounds: 5 };

/** As it is usually written: made at the first use, kept. */
function poolForEach(stage: Stage) {
  const pools = new Map<string, { pool: pg.Pool; db: NodePgDatabase }>();
  const of = ({ placement }: Tenant) => {
    const known = pools.get(placement.schema);
    if (known) return known.db;
    const url = new URL(stage.tier.urls.adminUrl);
    url.searchParams.set("options", `-c search_path=${placement.schema}`);
    const pool = new pg.Pool({ connectionString: url.href, max: 5, idleTimeoutMillis: 60_000 });
    pool.on("error", () => {});
    const db = drizzle({ client: pool });
    pools.set(placement.schema, { pool, db });
    return db;
  };
  return { of, close: () => Promise.all([...pools.values()].map(({ pool }) => pool.end())) };
}

export async function poolPerTenant(stage: Stage): Promise<Result> {
  const tenants = await stage.tenants(TENANTS);
  const handles = tenants.map((tenant) => stage.tier.tenantRouter.connect(tenant));
  const each = poolForEach(stage);
  let most = 0;
  const ours = async (n: number) => {
    await handles[(n * 7919) % TENANTS]?.read(readTogether);
    most = Math.max(
      most,
      stage.tier.connections.stats().reduce((sum, { open }) => sum + open, 0),
    );
  };
  const theirs = async (n: number) => {
    const tenant = tenants[(n * 7919) % TENANTS];
    if (!tenant) return;
    await selectPage(each.of(tenant));
    await selectCount(each.of(tenant));
  };
  // Before the pools of the other take all connections that the server has.
  await measure(ours, { ...LOAD, roundMs: 500 });
  const outcome = await compare(ours, theirs, LOAD);
  await each.close();
  const bounded = most <= SHARED_POOL_LIMITS.maxConnections && outcome.ours.errors === 0;
  const detail = `${figures(outcome)}; connections ${most} of at most ${SHARED_POOL_LIMITS.maxConnections}`;
  const result = atLeast("pool-per-tenant-1000", outcome.ratio, 8, detail);
  return { ...result, pass: result.pass && bounded };
}
