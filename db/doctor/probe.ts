/** A live probe: three tenants made for it, through the configured way in, then removed. */
import pg from "pg";
import type { PoolLimits } from "../routing/pool.ts";
import { openRoleTransactions, type RoleTransactions } from "../routing/role-transactions.ts";
import { sqlState } from "../routing/sql-errors.ts";
import type { Transaction } from "../routing/transaction.ts";
import { PROBE_LIMITS } from "./in-flight.ts";
import { checkPipelining } from "./pipelining.ts";
import { type ProbeNames, withProbeTenants } from "./probe-tenants.ts";
import { type Finding, failed, ok } from "./verdict.ts";

const POOLS = 4;
const SWITCHES = 204;
const REFUSED = "42501";

/** The router's own pool, of one connection: whoever comes next uses it as early as anybody may. */
const POOL_LIMITS: PoolLimits = {
  maxConnections: 1,
  maxPerTenant: 1,
  maxWaiting: 10,
  maxWaitingPerTenant: 10,
  checkoutWaitMs: 5_000,
  connectTimeoutMs: PROBE_LIMITS.connectTimeoutMs,
  idleMs: 60_000,
  drainMs: 1_000,
};

type Seen = { role: string; schema: string; name: string };

export type Way = { url: string; login: string; pipelines: boolean };

export async function probeIsolation(admin: pg.Client, way: Way): Promise<Finding[]> {
  try {
    return await withProbeTenants(admin, way.login, (names) => probe(way, names));
  } catch (error) {
    return [failed("isolation-probe", `The probe could not run: ${(error as Error).message}`)];
  }
}

async function probe({ url, login, pipelines }: Way, names: ProbeNames): Promise<Finding[]> {
  const clean = await leaks(url, login);
  if (clean.state === "failed") return [clean];
  const carried = await checkPipelining(url, names, pipelines);
  // Over such a way no other answer could be believed.
  if (carried.state === "failed") return [clean, carried];
  const pools = Array.from({ length: POOLS }, () =>
    openRoleTransactions(url, "tenantry:doctor", POOL_LIMITS, { pipelines }),
  );
  try {
    return [
      clean,
      carried,
      await switches(pools, names),
      await neighbours(pools, names),
      await outside(url, names),
    ];
  } finally {
    await Promise.all(pools.map((pool) => pool.close()));
  }
}

const as = <T>(pool: RoleTransactions, role: string, work: (tx: Transaction) => Promise<T>) =>
  pool.run(role, { readOnly: true, releaseEarly: true, role }, work);

/**
 * Many transactions on few connections, three tenants at once on each: each must see its own role, schema and
 * row.
 */
async function switches(pools: RoleTransactions[], names: ProbeNames): Promise<Finding> {
  let wrong = 0;
  const one = async (pool: RoleTransactions, name: string) => {
    const { rows } = await as(pool, name, (tx) =>
      tx.execute<Seen>("select current_user as role, current_schema() as schema, name from probe"),
    );
    const row = rows[0];
    if (row?.role !== name || row.schema !== name || row.name !== name) wrong++;
  };
  const runner = async (pool: RoleTransactions) => {
    const turns = SWITCHES / POOLS / names.length;
    for (let n = 0; n < turns; n++) await Promise.all(names.map((name) => one(pool, name)));
  };
  await Promise.all(pools.map(runner));
  return wrong > 0
    ? failed(
        "switching",
        `${wrong} of ${SWITCHES} transactions saw another tenant. Stop serving, and look at the pooler's mode.`,
      )
    : ok("switching", `${SWITCHES} transactions over ${POOLS} connections, each saw its own tenant`);
}

async function neighbours([pool]: RoleTransactions[], [mine, theirs]: ProbeNames): Promise<Finding> {
  if (!pool) return failed("neighbour", "No connection.");
  const refusal = await as(pool, mine, (tx) => tx.execute(`select * from "${theirs}".probe`)).then(
    () => undefined,
    (error: unknown) => sqlState(error),
  );
  return refusal === REFUSED
    ? ok("neighbour", "a tenant that asks for another's table is refused by the database")
    : failed(
        "neighbour",
        `A tenant's role may read another's table (${refusal ?? "no error"}). Look at the grants on its schema.`,
      );
}

/** The login by itself, as a query that escaped its transaction. */
async function outside(url: string, [mine]: ProbeNames): Promise<Finding> {
  const refusal = await withClient(url, (client) =>
    client.query(`SELECT * FROM "${mine}".probe`).then(
      () => undefined,
      (error: unknown) => sqlState(error),
    ),
  );
  return refusal === REFUSED
    ? ok("outside", "without the prelude the login is refused")
    : failed(
        "outside",
        "Without the prelude the login reads a tenant's table. It must own nothing and inherit nothing.",
      );
}

/** Fresh connections must be clean: what one session set may not be waiting in another. */
async function leaks(url: string, login: string): Promise<Finding> {
  const looks = await Promise.all(Array.from({ length: POOLS }, () => withClient(url, lookAround)));
  const dirty = looks.find(({ role, path }) => role !== login || !path.startsWith('"$user"'));
  return dirty
    ? failed(
        "session-state",
        `A fresh connection came as ${dirty.role} with search_path ${dirty.path}: somebody's session settings are handed on. Nobody else may use this pool, and nothing may SET without LOCAL.`,
      )
    : ok("session-state", "fresh connections are clean");
}

async function lookAround(client: pg.Client): Promise<{ role: string; path: string }> {
  const { rows } = await client.query<{ role: string; path: string }>(
    "SELECT current_user AS role, current_setting('search_path') AS path",
  );
  return rows[0] ?? { role: "", path: "" };
}

async function withClient<T>(url: string, work: (client: pg.Client) => Promise<T>): Promise<T> {
  const client = new pg.Client({
    connectionString: url,
    application_name: "tenantry:doctor",
    connectionTimeoutMillis: PROBE_LIMITS.connectTimeoutMs,
    query_timeout: PROBE_LIMITS.deadlineMs,
  });
  client.on("error", () => {});
  await client.connect();
  try {
    return await work(client);
  } finally {
    await client.end();
  }
}
