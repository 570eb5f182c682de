/** Whoever looks at a move while it copies sees how far it is; afterwards nothing of it is told. */
import { afterAll, beforeAll, expect, test } from "vitest";
import { getLastMove } from "../control/moves.ts";
import type { DataTier } from "../data-tier.ts";
import { scratchDataTier, testTenant } from "../testing/scratch.ts";
import { beginMove, continueMove } from "./move-tenant.ts";
import { progressNotes } from "./note-progress.ts";
import { planMove } from "./plan.ts";
import { summaryOf } from "./summary.ts";

let tier: DataTier;
beforeAll(async () => {
  tier = await scratchDataTier();
});
afterAll(() => tier.close());

const SLOW_MS = 300_000;

test(
  "tables, rows and lag of a copy are noted, and forgotten with the next phase",
  async () => {
    const tenant = await testTenant(tier);
    const move = await beginMove(tier, await planMove(tier, tenant.id, { to: "database" }));
    const noted = async () => (await tier.controlDb.read((tx) => getLastMove(tx, tenant.id)))?.progress;
    const seen: unknown[] = [];
    let look: Promise<void> | undefined;
    await continueMove(tier, tenant.id, {
      onProgress: ({ phase, state }) => {
        if (phase !== "copying" || !state || look) return;
        const notes = progressNotes(tier, move.id, undefined);
        notes.onProgress({ phase, state });
        look = notes.settled().then(async () => void seen.push(await noted()));
      },
    });
    await look;
    expect(seen).toMatchObject([{ tables: expect.any(Number), lagBytes: expect.any(Number) }]);
    expect(await noted()).toBeNull();
  },
  SLOW_MS,
);

test(
  "for how long writes will wait is told from the beginning, and for how long they did once they have",
  async () => {
    for (const holdsWrites of [false, true]) {
      const tenant = await testTenant(tier);
      const plan = await planMove(tier, tenant.id, { to: "database", holdsWrites });
      const { tenantId } = await beginMove(tier, plan);
      const told = async () => {
        const last = await tier.controlDb.read((tx) => getLastMove(tx, tenantId));
        return last && summaryOf(last);
      };
      expect(plan.pauseMs).toBeGreaterThan(0);
      expect(await told()).toMatchObject({ expectedPauseMs: plan.pauseMs, pauseMs: null });
      await continueMove(tier, tenantId);
      expect(await told()).toMatchObject({ expectedPauseMs: plan.pauseMs, pauseMs: expect.any(Number) });
    }
  },
  SLOW_MS,
);

test("nothing is noted of a move that does not copy", async () => {
  const tenant = await testTenant(tier);
  const move = await beginMove(tier, await planMove(tier, tenant.id, { to: "database" }));
  const notes = progressNotes(tier, move.id, undefined);
  notes.onProgress({
    phase: "copying",
    state: { copied: 0, tables: 3, rows: 10, lagBytes: 5, errors: 0, cutOff: [] },
  });
  await notes.settled();
  // The move is still being prepared: the note finds no copy.
  const last = await tier.controlDb.read((tx) => getLastMove(tx, tenant.id));
  expect(last && summaryOf(last).progress).toBeNull();
});
