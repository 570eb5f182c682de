/** Nothing changes places before its last write has arrived: where that takes too long, all is as it was. */
import { afterAll, beforeAll, expect, test } from "vitest";
import type { DataTier } from "../data-tier.ts";
import { createProject } from "../tenant/projects.ts";
import { scratchDataTier, testOwner, testTenant } from "../testing/scratch.ts";
import { changeOver } from "./change-over.ts";
import { moveEffects } from "./effects.ts";
import { isFenced } from "./fence.ts";
import { MOVE_LIMITS } from "./limits.ts";
import { abortMove, beginMove } from "./move-tenant.ts";
import { streamName } from "./names.ts";
import { PauseTooLong } from "./pause.ts";
import { planMove } from "./plan.ts";
import { onSide, sideOf } from "./side.ts";
import type { Stream } from "./stream.ts";

let tier: DataTier;
beforeAll(async () => {
  tier = await scratchDataTier();
});
afterAll(() => tier.close());

const SLOW_MS = 300_000;

test(
  "writes that have not arrived are waited for, and go on where they were when that takes too long",
  async () => {
    const owner = testOwner();
    const tenant = await testTenant(tier, { owner });
    const write = (name: string) =>
      tier.tenantRouter.connect(tenant).write((tx) =>
        createProject(tx, owner, {
          ...{ name, description: "", status: "active", isPublic: true, categoryIds: [] },
        }),
      );
    const move = await beginMove(tier, await planMove(tier, tenant.id, { to: "database" }));
    const effects = await moveEffects(tier, move, MOVE_LIMITS);
    await effects.prepare();
    for (let state = await effects.copyState(); state.copied < state.tables; )
      state = await effects.copyState();
    const [from, to] = await Promise.all([sideOf(tier, move.from), sideOf(tier, move.to)]);
    const stream: Stream = { from, to, direction: "out" };
    const name = streamName(tenant.placement.schema, "out");
    const follow = (does: "ENABLE" | "DISABLE") =>
      onSide(to, (client) => client.query(`ALTER SUBSCRIPTION "${name}" ${does}`));
    const holding = { order: [], limits: { ...MOVE_LIMITS, maxPauseMs: 300 } };

    await follow("DISABLE");
    await write("not there yet");
    await expect(changeOver(stream, holding)).rejects.toThrow(PauseTooLong);
    expect(await onSide(from, (client) => isFenced(client, from))).toBe(false);
    await write("written meanwhile");

    await follow("ENABLE");
    await changeOver(stream, { order: [], limits: MOVE_LIMITS });
    const there = await onSide(to, (client) =>
      client.query<{ name: string }>(`SELECT name FROM "${tenant.placement.schema}".projects ORDER BY name`),
    );
    expect(there.rows.map((row) => row.name)).toEqual(["not there yet", "written meanwhile"]);
    // Taken back even now, it is where it was.
    await abortMove(tier, tenant.id);
    await write("back again");
    expect(await onSide(from, (client) => isFenced(client, from))).toBe(false);
  },
  SLOW_MS,
);
