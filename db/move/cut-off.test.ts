// Threat: a server is killed at the moment at which a table's copy ends, and the move waits for it for ever.
import { afterAll, beforeAll, expect, test } from "vitest";
import { getOpenMove } from "../control/moves.ts";
import type { DataTier } from "../data-tier.ts";
import { projects } from "../tenant/schema.ts";
import { forEachPlacement } from "../testing/for-each-placement.ts";
import { scratchDataTier, testOwner, testTenant } from "../testing/scratch.ts";
import { beginMove, continueMove } from "./move-tenant.ts";
import { findOrphans } from "./orphans.ts";
import { planMove } from "./plan.ts";
import { onSide, sideOf } from "./side.ts";
import { nameOf, type Stream } from "./stream.ts";
import { streamState } from "./stream-state.ts";

let tier: DataTier;
beforeAll(async () => {
  tier = await scratchDataTier();
});
afterAll(() => tier.close());

/** As the server leaves it: what the catalog says of the copy is from before the slot was dropped. */
async function cutOff(stream: Stream, table: string): Promise<void> {
  const name = nameOf(stream);
  await onSide(stream.to, async (client) => {
    await client.query(`ALTER SUBSCRIPTION "${name}" DISABLE`);
    await client.query(
      `UPDATE pg_subscription_rel SET srsubstate = 'f', srsublsn = NULL
        WHERE srsubid = (SELECT oid FROM pg_subscription WHERE subname = $1)
          AND srrelid = to_regclass(format('%I.%I', $2::text, $3::text))`,
      [name, stream.to.place.schema, table],
    );
  });
}

forEachPlacement((kind) => {
  test("a copy that cannot be gone on with is given up by name, the source serves on, and a new move arrives", async () => {
    const tenant = await testTenant(tier, { kind, owner: testOwner() });
    const plan = () => planMove(tier, tenant.id, { to: kind === "schema" ? "database" : "schema" });
    await beginMove(tier, await plan());
    const stopping = new AbortController();
    const stopped = continueMove(tier, tenant.id, {
      signal: stopping.signal,
      onProgress: ({ phase }) => {
        if (phase === "copying") stopping.abort();
      },
    });
    await expect(stopped).rejects.toMatchObject({ name: "AbortError" });
    const move = await tier.controlDb.read((tx) => getOpenMove(tx, tenant.id));
    if (!move) throw new Error("The move is over.");
    const [from, to] = [await sideOf(tier, move.from), await sideOf(tier, move.to)];
    const stream: Stream = { from, to, direction: "out" };
    await expect
      .poll(async () => {
        const { copied, tables } = await streamState(stream);
        return tables - copied;
      })
      .toBe(0);
    expect(await streamState(stream)).toMatchObject({ cutOff: [] });
    await cutOff(stream, "projects");
    expect(await streamState(stream)).toMatchObject({ cutOff: ["projects"] });
    await expect(continueMove(tier, tenant.id)).rejects.toThrow("interrupted while projects was copied");
    const read = () => tier.tenantRouter.connect(tenant).read((tx) => tx.select().from(projects));
    expect(await read()).toEqual([]);
    expect(await findOrphans(tier, tier.urls.adminUrl)).toEqual([]);
    await beginMove(tier, await plan());
    expect(await continueMove(tier, tenant.id)).toMatchObject({ phase: "arrived" });
    expect(await read()).toEqual([]);
  });
});
