/**
 * Many tenants through few connections, with everything that may go wrong: each query sees its own role,
 * every time.
 */
import { sql } from "drizzle-orm";
import { afterAll, beforeAll, expect, test } from "vitest";
import { withAdmin } from "../cluster/admin.ts";
import type { DataTier } from "../data-tier.ts";
import { newId } from "../id.ts";
import { scratchDataTier } from "../testing/scratch.ts";
import { tenantIdentifier } from "./placement.ts";
import type { Tenant } from "./tenant.ts";

const TENANTS = 200;
/** Fewer where all of them share one connection of a pooler. */
const SWITCHES = process.env.TEST_POOLER ? 20_000 : 100_000;
const CONCURRENCY = 32;

let tier: DataTier;
let tenants: Tenant[];

/** Roles and schemas alone: what is tested is who one is, not what one has. */
async function bareTenants(): Promise<Tenant[]> {
  const database = new URL(tier.urls.url).pathname.slice(1);
  const ids = Array.from({ length: TENANTS }, () => newId());
  await withAdmin(tier.urls.adminUrl, async (client) => {
    for (const id of ids) {
      const name = tenantIdentifier(id);
      await client.query(
        `CREATE ROLE "${name}" NOLOGIN; CREATE SCHEMA "${name}"; GRANT USAGE ON SCHEMA "${name}" TO "${name}";
         CREATE TABLE "${name}".whoami AS SELECT '${name}' AS name; GRANT SELECT ON "${name}".whoami TO "${name}"`,
      );
    }
    const roles = ids.map((id) => `"${tenantIdentifier(id)}"`).join(", ");
    await client.query(`GRANT ${roles} TO tenantry_app WITH INHERIT FALSE, SET TRUE`);
  });
  return ids.map((id): Tenant => {
    const own = tenantIdentifier(id);
    const placement = {
      kind: "schema" as const,
      cluster: "main",
      database,
      schema: own,
      role: own,
      version: 1,
      login: null,
    };
    const now = new Date();
    return {
      id,
      slug: own,
      name: own,
      status: "active",
      plan: "standard",
      organizationId: null,
      settings: {},
      schemaVersion: null,
      suspensionNotice: null,
      readOnlySince: null,
      readOnlyUntil: null,
      readOnlyNotice: null,
      createdAt: now,
      placement,
    } as Tenant;
  });
}

beforeAll(async () => {
  tier = await scratchDataTier();
  tenants = await bareTenants();
}, 300_000);
afterAll(() => tier.close());

class Planned extends Error {}

test(`${SWITCHES.toLocaleString("en")} switches over ${TENANTS} tenants, with errors and aborts: 0 see another's role or rows`, async () => {
  let switches = 0;
  let wrong = 0;
  let unplanned = 0;
  const one = async (n: number) => {
    const tenant = tenants[(n * 7919) % TENANTS];
    if (!tenant) return;
    const own = tenant.placement.role;
    const check = sql`select current_user as role, current_schema() as schema, name from whoami`;
    const db = tier.tenantRouter.connect(tenant);
    await db[n % 5 === 0 ? "write" : "read"](async (tx) => {
      const [a, b] = await Promise.all([
        tx.execute<{ role: string; schema: string; name: string }>(check),
        n % 17 === 0 ? tx.execute(sql`select 1/0`) : 0,
      ]);
      void b;
      const row = a.rows[0];
      if (row?.role !== own || row.schema !== own || row.name !== own) wrong++;
      if (n % 11 === 0) throw new Planned();
      // Abandoned in flight: nobody waits for the answer.
      if (n % 13 === 0)
        tx.execute(check).then(
          () => {},
          () => {},
        );
    }).catch((error: unknown) => {
      const planned = error instanceof Planned || n % 17 === 0;
      if (!planned) unplanned++;
    });
  };
  const runner = async () => {
    while (switches < SWITCHES) await one(switches++);
  };
  await Promise.all(Array.from({ length: CONCURRENCY }, runner));
  expect({ wrong, unplanned }).toEqual({ wrong: 0, unplanned: 0 });
  const stats = tier.connections.stats();
  expect(stats.reduce((sum, { busy, waiting }) => sum + busy + waiting, 0)).toBe(0);
  expect(stats.reduce((sum, { open }) => sum + open, 0)).toBeLessThanOrEqual(10);
}, 300_000);
