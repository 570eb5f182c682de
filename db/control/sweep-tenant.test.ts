import { sql } from "drizzle-orm";
import { afterAll, beforeAll, expect, test } from "vitest";
import type { DataTier } from "../data-tier.ts";
import { notifications } from "../tenant/schema-notifications.ts";
import { forEachPlacement } from "../testing/for-each-placement.ts";
import { scratchDataTier, testOwner, testTenant } from "../testing/scratch.ts";
import { sweepTenant } from "./sweep.ts";

let tier: DataTier;
beforeAll(async () => {
  tier = await scratchDataTier();
});
afterAll(() => tier.close());

forEachPlacement((kind) => {
  test("what members were told of is kept for 90 days, read or not, in batches", async () => {
    const owner = testOwner();
    const db = tier.tenantRouter.connect(await testTenant(tier, { kind, owner }));
    await db.write((tx) =>
      tx.execute(sql`
        insert into ${notifications} (member_id, kind, actor_id, subject_type, subject_id, created_at, read_at)
        select ${owner.id}, 'k', 'a', 'project', 's', now() - make_interval(days => days, hours => 1),
          case when n = 1 then now() end
        from unnest(array[0, 89, 90, 91, 400]) days, generate_series(1, 2) n`),
    );
    const swept = await sweepTenant(db, { batch: 4 });
    expect(swept).toEqual([{ table: "notifications", rows: 6, isEmptied: false }]);
    const left = await db.read((tx) => tx.$count(notifications));
    expect(left).toBe(4);
    expect(await sweepTenant(db)).toEqual([]);
  });
});
