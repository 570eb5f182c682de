/**
 * The control: behind a transaction pooler, what is set for a session reaches another's transaction. What we
 * set does not.
 */
import pg from "pg";
import { afterAll, beforeAll, describe, expect, inject, test } from "vitest";
import type { DataTier } from "../data-tier.ts";
import { findPgBouncer, type PgBouncer, startPgBouncer } from "../testing/pgbouncer.ts";
import { scratchDataTier, testTenant } from "../testing/scratch.ts";
import type { Tenant } from "./tenant.ts";
import { runTransaction } from "./transaction.ts";

const ROUNDS = 50;

describe.skipIf(!findPgBouncer())("behind PgBouncer in transaction mode, with a pool of one", () => {
  let tier: DataTier;
  let pooler: PgBouncer;
  let tenants: [Tenant, Tenant];
  let clients: [pg.Client, pg.Client];

  beforeAll(async () => {
    tier = await scratchDataTier();
    pooler = await startPgBouncer(inject("testServer"), 1);
    tenants = [await testTenant(tier), await testTenant(tier)];
    const url = new URL(tier.urls.url);
    url.port = String(pooler.port);
    const connect = async () => {
      const client = new pg.Client({ connectionString: url.href, pipeline: true } as pg.ClientConfig);
      await client.connect();
      return client;
    };
    clients = [await connect(), await connect()];
  });
  afterAll(async () => {
    for (const client of clients) await client.end();
    await tier.close();
    await pooler.stop();
  });

  const roleOf = async (client: pg.Client) =>
    (await client.query<{ role: string }>("SELECT current_user AS role")).rows[0]?.role;

  test("a role that is set for the session serves the other client: this is what must never be done", async () => {
    const [mine, theirs] = tenants;
    await clients[0].query(`SET ROLE "${mine.placement.role}"`);
    expect(await roleOf(clients[1])).toBe(mine.placement.role);
    await clients[0].query("RESET ROLE");
    expect(theirs.placement.role).not.toBe(mine.placement.role);
  });

  test("a role that is set by the prelude never does, in turns and together", async () => {
    let wrong = 0;
    const one = async (n: 0 | 1) => {
      const lease = { client: clients[n], pipelines: true, release: () => {} };
      const { role } = tenants[n].placement;
      await runTransaction(lease, { readOnly: true, role, releaseEarly: true }, async (tx) => {
        const { rows } = await tx.execute<{ role: string }>("select current_user as role");
        if (rows[0]?.role !== role) wrong++;
      });
    };
    for (let round = 0; round < ROUNDS; round++) await Promise.all([one(0), one(1)]);
    expect(wrong).toBe(0);
    for (const client of clients) expect(await roleOf(client)).toBe("tenantry_app");
  });
});
