/** What a move has left on a server is found and removed; what is of an open move, or another's, is not. */
import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, expect, test } from "vitest";
import type { DataTier } from "../data-tier.ts";
import { runDoctor } from "../doctor/run.ts";
import { tenantIdentifier } from "../routing/placement.ts";
import { adminQuery } from "../testing/query.ts";
import { scratchDataTier, testTenant } from "../testing/scratch.ts";
import { streamName } from "./names.ts";
import { findOrphans, removeOrphans } from "./orphans.ts";

let tier: DataTier;
beforeAll(async () => {
  tier = await scratchDataTier();
});
afterAll(() => tier.close());

const makeSlot = (name: string) =>
  adminQuery(tier, "SELECT pg_create_logical_replication_slot($1, 'pgoutput')", [name]);
const dropSlot = (name: string) => adminQuery(tier, "SELECT pg_drop_replication_slot($1)", [name]);

test("a slot of no open move is named by doctor and removed; one of another installation is left alone", async () => {
  const { placement } = await testTenant(tier);
  const ours = streamName(placement.schema, "out");
  const foreign = streamName(tenantIdentifier(randomUUID()), "out");
  await makeSlot(ours);
  await makeSlot(foreign);
  try {
    const { adminUrl } = tier.urls;
    const orphans = await findOrphans(tier, adminUrl);
    expect(orphans).toMatchObject([{ kind: "slot", name: ours }]);
    const verdict = (await runDoctor(tier)).find(({ check }) => check === "streams");
    expect(verdict).toMatchObject({ state: "failed" });
    expect(verdict?.detail).toContain(ours);
    await removeOrphans(adminUrl, orphans);
    await removeOrphans(adminUrl, orphans);
    expect(await findOrphans(tier, adminUrl)).toEqual([]);
    const [left] = await adminQuery<{ found: number }>(
      tier,
      "SELECT count(*)::int AS found FROM pg_replication_slots WHERE slot_name = $1",
      [foreign],
    );
    expect(left?.found).toBe(1);
  } finally {
    await dropSlot(foreign);
  }
});
