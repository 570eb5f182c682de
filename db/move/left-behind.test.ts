// Threat: a move takes as long as the files that owners once asked for are large.
import { afterAll, beforeAll, expect, test } from "vitest";
import type { DataTier } from "../data-tier.ts";
import { forEachPlacement } from "../testing/for-each-placement.ts";
import { scratchDataTier, testTenant } from "../testing/scratch.ts";
import { listTables, onSide, sideOf } from "./side.ts";

let tier: DataTier;
beforeAll(async () => {
  tier = await scratchDataTier();
});
afterAll(() => tier.close());

forEachPlacement((kind) => {
  test("exports stay where they are, and all else goes along", async () => {
    const { placement } = await testTenant(tier, { kind });
    const side = await sideOf(tier, placement);
    const tables = await onSide(side, (client) => listTables(client, side));
    expect(tables).toEqual(expect.arrayContaining(["members", "projects", "sent_forms", "project_imports"]));
    for (const left of ["exports", "export_chunks", "_migrations"]) expect(tables).not.toContain(left);
  });
});
