/** What a killed mover has sent and is not done yet: none of it happens after another took over. */
import { afterAll, beforeAll, expect, test } from "vitest";
import { withAdmin } from "../cluster/admin.ts";
import type { DataTier } from "../data-tier.ts";
import type { Tenant } from "../routing/tenant.ts";
import { forEachPlacement } from "../testing/for-each-placement.ts";
import { adminQuery } from "../testing/query.ts";
import { scratchDataTier, testOwner, testTenant } from "../testing/scratch.ts";
import { abortMove, beginMove } from "./move-tenant.ts";
import { planMove } from "./plan.ts";
import { onSide, sideOf } from "./side.ts";

let tier: DataTier;
beforeAll(async () => {
  tier = await scratchDataTier();
});
afterAll(() => tier.close());

const SLOW_MS = 300_000;

/** Statements that wait for a lock nobody gives up; answers what becomes of them, in the same order. */
async function whileLocked(
  tenant: Tenant,
  waiting: ((table: string) => Promise<unknown>)[],
  work: () => Promise<void>,
): Promise<("ended" | "goes on")[]> {
  return withAdmin(tier.urls.adminUrl, async (holder) => {
    const schema = tenant.placement.schema;
    // Named as the tenant is, and not one of its tables: the move itself waits for nobody.
    const table = `public."${schema} held"`;
    await holder.query(`CREATE TABLE ${table} ()`);
    await holder.query(`BEGIN; LOCK TABLE ${table}`);
    const fates = waiting.map((send) => {
      const fate = { is: "goes on" as "ended" | "goes on" };
      const over = send(table).then(
        () => {},
        () => {
          fate.is = "ended";
        },
      );
      return { fate, over };
    });
    await expect
      .poll(() =>
        adminQuery(tier, "SELECT FROM pg_stat_activity WHERE wait_event_type = 'Lock' AND query LIKE $1", [
          `%${schema} held%`,
        ]),
      )
      .toHaveLength(waiting.length);
    await work();
    const then = fates.map(({ fate }) => fate.is);
    await holder.query("COMMIT");

    await Promise.all(fates.map(({ over }) => over));
    return then;
  });
}

forEachPlacement((kind) => {
  test(
    "what an earlier mover has under way has ended before a step is done; what is another's goes on",
    async () => {
      const tenant = await testTenant(tier, { kind, owner: testOwner() });
      const other = await testTenant(tier, { kind: "schema" });
      await beginMove(
        tier,
        await planMove(tier, tenant.id, { to: kind === "schema" ? "database" : "schema" }),
      );
      const shared = { ...tenant.placement, database: new URL(tier.urls.adminUrl).pathname.slice(1) };
      const mine = await sideOf(tier, shared);
      const theirs = await sideOf(tier, { ...shared, schema: other.placement.schema });
      const asAdmin = (text: string) => withAdmin(tier.urls.adminUrl, (client) => client.query(text));
      const fates = await whileLocked(
        tenant,
        [
          (table) => onSide(mine, (client) => client.query(`SELECT FROM ${table}`)),
          (table) => asAdmin(`DROP TABLE ${table}`),
          (table) => asAdmin(`SELECT FROM ${table}`),
          (table) => onSide(theirs, (client) => client.query(`SELECT FROM ${table}`)),
        ],
        async () => {
          await abortMove(tier, tenant.id);
        },
      );
      expect(fates).toEqual(["ended", "ended", "goes on", "goes on"]);
    },
    SLOW_MS,
  );
});
