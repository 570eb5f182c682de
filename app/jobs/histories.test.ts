/**
 * Whatever happens at the identity provider and to tenants, with messages dropped, doubled and shuffled and
 * the worker killed: `npm run histories` tries as many histories as one likes.
 */
import fc from "fast-check";
import { afterAll, beforeAll, expect, test, vi } from "vitest";
import { deleteTenant, purgeTenant, RemovalsRefused } from "#app/db.server.ts";
import { keptQuery } from "#db/testing/query.ts";
import { reconcileIdentity } from "./reconcile/reconcile.ts";
import { expectWhatTheProviderSays, isAbandoned } from "./testing/histories/oracle.ts";
import { happen, histories } from "./testing/histories/steps.ts";
import { deliver, mortal, newWorld, settle, type World } from "./testing/histories/world.ts";
import { type Inbox, openInbox } from "./testing/inbox.ts";

// The stand-in's own deliveries go nowhere in this test: it delivers as it likes.
vi.hoisted(() => {
  process.env.PORT = "1";
});

/** Histories in the suite, the same each time. */
const RUNS = Number(process.env.TEST_HISTORIES_RUNS ?? 8);
const SEED = Number(process.env.TEST_HISTORIES_SEED ?? 20_261_129);
const MAX_MOMENTS = 30;
const MS_FOR_ONE = 20_000;
const BY = { actor: { kind: "staff" } } as const;

let inbox: Inbox;
let dying: World["dying"];
beforeAll(async () => {
  inbox = await openInbox();
  dying = mortal(inbox.tier);
});
afterAll(() => inbox.close());

test("after a reconciliation all is as the provider says, whatever was lost, doubled, late or half done", {
  timeout: RUNS * MS_FOR_ONE + 60_000,
}, async () => {
  const property = fc.asyncProperty(histories(MAX_MOMENTS), fc.nat(), async (moments, seed) => {
    const world = newWorld(inbox, dying, seed);
    try {
      for (const moment of moments) await happen(world, moment);
      await deliver(world);
      await settle(world);
      // No job of ours is lost for good: tenants' own members need no repair.
      expect((await reconcile(world)).filter(({ object }) => object === "members")).toEqual([]);
      // What the provider says of what it was told, and what waited for what was missing.
      await deliver(world);
      await settle(world);
      await expectWhatTheProviderSays(world);
      // The second run finds nothing to do; what was late changes nothing any more.
      expect((await reconcile(world)).filter(({ outcome }) => outcome === "repaired")).toEqual([]);
      await settle(world);
      await expectWhatTheProviderSays(world);
    } finally {
      await forgetAll(world);
    }
  });
  // It prints the seed and the shortest history that it finds.
  await fc.assert(property, { numRuns: RUNS, seed: SEED });
});

/** Where the provider has nobody or no organization left, it is refused until staff say that this is so. */
async function reconcile(world: World) {
  try {
    return (await reconcileIdentity(inbox.tier, { pauseMs: 0 })).lines;
  } catch (error) {
    if (!(error instanceof RemovalsRefused)) throw error;
    expect(await isAbandoned(world)).toBe(true);
    return (await reconcileIdentity(inbox.tier, { pauseMs: 0, removesMany: true })).lines;
  }
}

/** The next history begins with nothing. */
async function forgetAll(world: World): Promise<void> {
  dying.dieAt(undefined);
  for (const { id } of world.organizations) {
    const tenant = await inbox.tenantOf(id);
    if (!tenant) continue;
    await deleteTenant(inbox.tier, tenant.id, BY);
    await purgeTenant(inbox.tier, tenant.id, BY);
  }
  await inbox.takeMessages();
  await keptQuery(
    inbox.tier,
    `TRUNCATE local_identity.users, local_identity.organizations, local_identity.mails, control.users,
     control.memberships, control.invitations, control.sessions, control.tombstones, control.webhook_events
     CASCADE`,
  );
  await keptQuery(inbox.tier, "DELETE FROM graphile_worker._private_jobs");
}
