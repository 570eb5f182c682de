/** Ctrl-C, and the signals like it, while a command works. */
import type pg from "pg";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { withAdmin } from "../cluster/admin.ts";
import type { DataTier } from "../data-tier.ts";
import { adminQuery } from "../testing/query.ts";
import { scratchDataTier, testTenant } from "../testing/scratch.ts";
import { SLOW_MS, tenantry, tenantryUnderWay } from "../testing/tenantry.ts";

let tier: DataTier;
beforeAll(async () => {
  tier = await scratchDataTier();
});
afterAll(() => tier.close());

/** While `work` runs, nobody else gets at these tables; `isAwaited` says whether somebody wants to. */
const withLocked = <T>(
  tables: string[],
  work: (client: pg.Client, isAwaited: () => Promise<boolean>) => Promise<T>,
) =>
  withAdmin(tier.urls.adminUrl, async (client) => {
    await client.query("BEGIN");
    await client.query(`LOCK TABLE ${tables.join(", ")} IN ACCESS EXCLUSIVE MODE`);
    return work(client, async () => {
      const waiting = "SELECT FROM pg_locks WHERE NOT granted AND relation = ANY ($1::regclass[])";
      return ((await client.query(waiting, [tables])).rowCount ?? 0) > 0;
    });
  });

describe("Ctrl-C while something is done", () => {
  test(
    "ends the command, says how to go on, and tells the shell",
    async () => {
      const command = await withLocked(["control.tenants"], async (_client, isAwaited) => {
        const listing = tenantryUnderWay(tier, "tenants", "list");
        await expect.poll(isAwaited).toBe(true);
        listing.interrupt();
        await listing.heard("tenantry: Interrupted.");
        return { code: await listing.code() };
      });
      expect(command.code).toBe(130);
    },
    SLOW_MS,
  );

  test(
    "lets a run of migrations end between two tenants, and the next one go on",
    async () => {
      const made = await Promise.all([testTenant(tier), testTenant(tier), testTenant(tier)]);
      const ledgers = made.map(({ placement }) => `"${placement.schema}"._migrations`);
      const ids = made.map(({ id }) => id);
      await adminQuery(tier, "UPDATE control.tenants SET schema_version = NULL WHERE id = ANY ($1)", [ids]);
      const code = await withLocked(ledgers, async (client, isAwaited) => {
        const run = tenantryUnderWay(tier, "migrate", "up", "--concurrency", "1");
        await expect.poll(isAwaited).toBe(true);
        run.interrupt();
        await run.heard("Stopping once the tenants under way are done.");
        await client.query("ROLLBACK");
        return run.code();
      });
      expect(code).toBe(3);
      expect(await tenantry(tier, "migrate", "up")).toMatchObject({ code: 0 });
      const behind = "SELECT FROM control.tenants WHERE schema_version IS NULL AND id = ANY ($1)";
      expect(await adminQuery(tier, behind, [ids])).toEqual([]);
    },
    SLOW_MS,
  );
});
