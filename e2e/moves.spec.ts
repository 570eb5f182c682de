/**
 * Moves between two servers while eight members add projects over HTTP, with the mover, the app or a server
 * killed at any moment: `npm run moves` tries as many as one likes.
 */
import { expect, test } from "@playwright/test";
import fc from "fast-check";
import { withAdmin } from "../db/cluster/admin.ts";
import type { MovePhase } from "../db/control/move-phases.ts";
import { getMove, getOpenMove } from "../db/control/moves.ts";
import { getTenant } from "../db/control/tenants.ts";
import { DEMO_WORKSPACES } from "../db/demo.ts";
import { provisionTenant } from "../db/lifecycle/provision.ts";
import { beginMove, type MoveTurn, turnMove } from "../db/move/move-tenant.ts";
import { findOrphans } from "../db/move/orphans.ts";
import { planMove } from "../db/move/plan.ts";
import type { PlacementKind } from "../db/routing/placement.ts";
import type { Tenant } from "../db/routing/tenant.ts";
import { projects } from "../db/tenant/schema.ts";
import { type Members, startMembers } from "./move-members.ts";
import { type Kill, type MoveStage, openMoveStage, say, VICTIMS } from "./move-stage.ts";

/** In the suite these, the same each time. */
const RUNS = Number(process.env.TEST_MOVES_RUNS ?? 2);
const SEED = Number(process.env.TEST_MOVES_SEED ?? 20_261_130);
/** Each on servers of its own. */
const SHARES = Number(process.env.TEST_MOVES_SHARES ?? 1);
const MS_FOR_ONE = 120_000;
const MEMBERS = 8;
const OWNER = DEMO_WORKSPACES[0]?.people[0];

type History = {
  from: PlacementKind;
  to: { kind: PlacementKind; cluster: "main" | "second" };
  outward: Kill[];
  end: Extract<MoveTurn, "back" | "finish">;
  onward: Kill[];
};

const kills = (...phases: MovePhase[]) =>
  fc.array(
    fc.record<Kill>({
      victim: fc.constantFrom(...VICTIMS),
      phase: fc.constantFrom(...phases),
      afterMs: fc.integer({ min: 0, max: 200 }),
      downMs: fc.integer({ min: 0, max: 1_000 }),
    }),
    { minLength: 1, maxLength: 2 },
  );

const endings = fc.oneof(
  fc.record({ end: fc.constant("back" as const), onward: kills("returning", "cleaning") }),
  fc.record({ end: fc.constant("finish" as const), onward: kills("reaping") }),
);

const histories: fc.Arbitrary<History> = fc
  .record({
    from: fc.constantFrom<PlacementKind>("schema", "database"),
    to: fc.record({
      kind: fc.constantFrom<PlacementKind>("schema", "database"),
      cluster: fc.constantFrom("main" as const, "second" as const),
    }),
    outward: kills("preparing", "copying", "verifying", "cuttingOver"),
    ending: endings,
  })
  .filter(({ from, to }) => to.cluster === "second" || to.kind !== from)
  .map(({ ending, ...history }) => ({ ...history, ...ending }));

/** Until it has come to its rest: nobody is killed any more. */
async function rest(stage: MoveStage, moveId: string, tenantId: string): Promise<string | undefined> {
  await stage.moveOn(tenantId);
  return (await stage.tier.controlDb.read((tx) => getMove(tx, moveId)))?.phase;
}

async function play(stage: MoveStage, { from, to, outward, end, onward }: History, slug: string) {
  const { tier, port } = stage;
  if (!OWNER) throw new Error("The demo has nobody.");
  const { role: _, ...owner } = { ...OWNER, avatarUrl: null };
  const tenant = await provisionTenant(tier, {
    ...{ organizationId: `org_${slug}`, slug, name: slug, owner, kind: from, cluster: "main" },
  });
  const members = await startMembers({ port, slug, personId: owner.id }, MEMBERS);
  try {
    await members.more(MEMBERS);
    const move = await beginMove(tier, await planMove(tier, tenant.id, { to: to.kind, cluster: to.cluster }));
    for (const kill of outward) await stage.moveOn(tenant.id, kill);
    const phase = await rest(stage, move.id, tenant.id);
    // A server that is lost while rows are copied may have it taken back: the source serves on.
    expect(["arrived", "aborted"]).toContain(phase);
    await members.more(MEMBERS);
    if (phase === "arrived") await tier.controlDb.write((tx) => turnMove(tx, tenant.id, end));
    for (const kill of onward) if (await isOpen(stage, tenant)) await stage.moveOn(tenant.id, kill);
    if (await isOpen(stage, tenant)) await rest(stage, move.id, tenant.id);
    expect(await isOpen(stage, tenant)).toBe(false);
    await members.more(MEMBERS);
  } finally {
    await members.stop();
  }
  await expectNothingLost(stage, tenant, members);
}

const isOpen = async ({ tier }: MoveStage, { id }: Tenant): Promise<boolean> =>
  (await tier.controlDb.read((tx) => getOpenMove(tx, id))) !== undefined;

async function expectNothingLost({ tier, urls }: MoveStage, tenant: Tenant, members: Members) {
  const now = await tier.controlDb.read((tx) => getTenant(tx, tenant.id));
  const db = tier.tenantRouter.connect(now ?? tenant);
  const found = (await db.read((tx) => tx.select({ name: projects.name }).from(projects))).map(
    ({ name }) => name,
  );
  expect(members.surprises).toEqual([]);
  expect(found.length, "a project is there twice").toBe(new Set(found).size);
  expect(
    members.acknowledged.filter((name) => !found.includes(name)),
    "acknowledged, and lost",
  ).toEqual([]);
  for (const url of [urls.adminUrl, urls.second]) {
    expect(await findOrphans(tier, url)).toEqual([]);
    const slots = await withAdmin(url, (client) =>
      client.query("SELECT slot_name FROM pg_replication_slots WHERE slot_name LIKE '%' || $1 || '%'", [
        tenant.placement.schema,
      ]),
    );
    expect(slots.rows).toEqual([]);
  }
}

for (let share = 0; share < SHARES; share++) {
  const runs = Math.floor(RUNS / SHARES) + (share < RUNS % SHARES ? 1 : 0);
  test(`whoever is killed while a tenant moves, members lose nothing and see nothing old: share ${share + 1}`, async () => {
    test.setTimeout(runs * MS_FOR_ONE + 180_000);
    const stage = await openMoveStage();
    try {
      for (const [at, history] of fc.sample(histories, { numRuns: runs, seed: SEED + share }).entries()) {
        say(`share ${share + 1}, move ${at + 1} of ${runs}: ${JSON.stringify(history)}`);
        await test.step(`move ${at + 1}: ${JSON.stringify(history)}`, () =>
          play(stage, history, `mv-${share}-${at}`));
      }
    } finally {
      await stage.close();
    }
  });
}
