/** Births of databases: neither each other nor a session on a template keeps them from being. */
import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, expect, test, vi } from "vitest";
import { withAdmin } from "../cluster/admin.ts";
import type { DataTier } from "../data-tier.ts";
import { type Placement, tenantIdentifier, tenantLogin } from "../routing/placement.ts";
import { TENANT_TABLES } from "../tenant/declarations.ts";
import { ownServerTier } from "../testing/own-server.ts";
import { scratchDataTier, testTenant } from "../testing/scratch.ts";
import { createPlace } from "./create-place.ts";
import { getTenantSize } from "./tenant-size.ts";

const BIRTHS = 20;
const PATIENCE = { timeout: 20_000 };

let tier: DataTier;
beforeAll(async () => {
  tier = await scratchDataTier();
});
afterAll(() => tier.close());

test("many databases are born at once, beside a session on template1", { timeout: 300_000 }, async () => {
  await withAdmin(
    tier.urls.adminUrl,
    async (psql) => {
      await psql.query("SELECT 1");
      const births = Array.from({ length: BIRTHS }, () => testTenant(tier, { kind: "database" }));
      const born = await Promise.allSettled(births);
      expect(born.filter(({ status }) => status === "rejected")).toEqual([]);
      await psql.query("SELECT 1");
    },
    { database: "template1" },
  );
});

// On a server of its own: nobody else could make a database meanwhile.
test("a birth that a session on its template refused is tried again, and is", {
  timeout: 300_000,
}, async () => {
  const own = await ownServerTier();
  try {
    const { adminUrl } = own.tier.urls;
    const id = randomUUID();
    const name = tenantIdentifier(id);
    const placement: Placement = {
      kind: "database",
      cluster: "main",
      database: name,
      schema: name,
      role: name,
      version: 1,
      login: null,
    };
    const options = { adminUrl, login: tenantLogin(id), loginPassword: "a-password" };
    await withAdmin(adminUrl, async (admin) => {
      await admin.query("ALTER DATABASE template0 ALLOW_CONNECTIONS true");
      const isMaking = async () =>
        (
          await admin.query(
            "SELECT FROM pg_stat_activity WHERE state = 'active' AND query LIKE 'CREATE DATABASE%'",
          )
        ).rowCount === 1;
      let birth: Promise<void> | undefined;
      await withAdmin(
        adminUrl,
        async (psql) => {
          await psql.query("SELECT 1");
          birth = createPlace(placement, options);
          birth.catch(() => {});
          await vi.waitFor(async () => expect(await isMaking()).toBe(true), PATIENCE);
          // The server has refused it.
          await vi.waitFor(async () => expect(await isMaking()).toBe(false), PATIENCE);
        },
        { database: "template0" },
      );
      await birth;
      const { rowCount } = await admin.query("SELECT FROM pg_database WHERE datname = $1", [name]);
      expect(rowCount).toBe(1);
    });
  } finally {
    await own.remove();
  }
});

test("a tenant whose database is not there has no size, and its cluster answers all the same", async () => {
  const { id, placement } = await testTenant(tier, { kind: "database" });
  expect(await getTenantSize(tier, id)).toMatchObject({ tables: TENANT_TABLES.length + 1 });
  await tier.connections.evict(placement);
  await withAdmin(tier.urls.adminUrl, (client) =>
    client.query(`DROP DATABASE "${placement.database}" WITH (FORCE)`),
  );
  expect(await getTenantSize(tier, id)).toBe("none");
});
