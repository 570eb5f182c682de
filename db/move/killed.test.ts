/**
 * Whoever moves a tenant is killed at any moment, again and again, while members write. Over HTTP, and with
 * servers that are killed: `e2e/moves.spec.ts`.
 */
import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { createInterface } from "node:readline";
import { setTimeout as sleep } from "node:timers/promises";
import fc from "fast-check";
import { afterAll, beforeAll, expect, test } from "vitest";
import { getOpenMove } from "../control/moves.ts";
import { getTenant } from "../control/tenants.ts";
import type { DataTier } from "../data-tier.ts";
import type { PlacementKind } from "../routing/placement.ts";
import type { Tenant } from "../routing/tenant.ts";
import { projects } from "../tenant/schema.ts";
import { TEST_SECRETS_KEY } from "../testing/global-setup.ts";
import { adminQuery } from "../testing/query.ts";
import { scratchDataTier, testOwner, testTenant } from "../testing/scratch.ts";
import { beginMove, continueMove, turnMove } from "./move-tenant.ts";
import { findOrphans } from "./orphans.ts";
import { planMove } from "./plan.ts";
import { startWriting } from "./testing/writers.ts";

/** The same each time. */
const RUNS = 2;
const SEED = 20_261_130;
const MS_FOR_ONE = 90_000;
/** From the phase at which somebody is killed on. */
const MAX_DELAY_MS = 200;
const PHASES = ["preparing", "copying", "verifying", "cuttingOver", "returning", "reaping", "cleaning"];

let tier: DataTier;
beforeAll(async () => {
  tier = await scratchDataTier();
});
afterAll(() => tier.close());

const owner = testOwner();

/** Runs the mover once, and kills it so long after it says the phase; answers whether it came to its rest. */
async function mover(tenantId: string, kill: { phase: string; afterMs: number } | undefined) {
  const { url, adminUrl } = tier.urls;
  const args = ["db/testing/mover-child.ts", url, adminUrl, TEST_SECRETS_KEY, tenantId];
  const child: ChildProcess = spawn(process.execPath, args, { stdio: ["ignore", "pipe", "ignore"] });
  const over = once(child, "exit");
  if (!child.stdout) throw new Error("The mover says nothing.");
  let killed: Promise<void> | undefined;
  for await (const line of createInterface({ input: child.stdout }))
    if (line === kill?.phase)
      killed ??= sleep(kill.afterMs).then(() => {
        child.kill("SIGKILL");
      });
  await Promise.all([over, killed]);
}

type History = {
  kind: PlacementKind;
  kills: { phase: string; afterMs: number }[];
  end: "back" | "finish";
};

const histories = fc.record<History>({
  kind: fc.constantFrom("schema", "database"),
  kills: fc.array(
    fc.record({ phase: fc.constantFrom(...PHASES), afterMs: fc.integer({ min: 0, max: MAX_DELAY_MS }) }),
    { minLength: 1, maxLength: 2 },
  ),
  end: fc.constantFrom("back", "finish"),
});

async function play({ kind, kills, end }: History): Promise<void> {
  const tenant = await testTenant(tier, { kind, owner });
  const writing = startWriting(tier, tenant, owner);
  try {
    await writing.more(10);
    await beginMove(tier, await planMove(tier, tenant.id, { to: kind === "schema" ? "database" : "schema" }));
    for (const kill of kills) await mover(tenant.id, kill);
    expect(await continueMove(tier, tenant.id, { waitMs: 60_000 })).toMatchObject({ phase: "arrived" });
    await writing.more(10);
    await tier.controlDb.write((tx) => turnMove(tx, tenant.id, end));
    for (const kill of kills) if (await isOpen(tenant)) await mover(tenant.id, kill);
    if (await isOpen(tenant)) await continueMove(tier, tenant.id, { waitMs: 60_000 });
    await writing.more(10);
  } finally {
    await writing.stop();
  }
  await expectNothingLost(tenant, writing.written);
}

const isOpen = async ({ id }: Tenant): Promise<boolean> =>
  (await tier.controlDb.read((tx) => getOpenMove(tx, id))) !== undefined;

async function expectNothingLost(tenant: Tenant, written: string[]): Promise<void> {
  const now = await tier.controlDb.read((tx) => getTenant(tx, tenant.id));
  const db = tier.tenantRouter.connect(now ?? tenant);
  const rows = await db.read((tx) => tx.select({ name: projects.name }).from(projects));
  const found = rows.map(({ name }) => name);
  expect(new Set(found).size, "a project is there twice").toBe(found.length);
  expect(
    written.filter((name) => !found.includes(name)),
    "acknowledged, and lost",
  ).toEqual([]);
  expect(await findOrphans(tier, tier.urls.adminUrl)).toEqual([]);
  const slots = await adminQuery<{ name: string }>(
    tier,
    "SELECT slot_name AS name FROM pg_replication_slots",
  );
  expect(slots.filter(({ name }) => name.includes(tenant.placement.schema))).toEqual([]);
}

test(
  "a move whose mover is killed at any moment goes on, and nothing acknowledged is lost or doubled",
  {
    timeout: RUNS * MS_FOR_ONE + 60_000,
  },
  () => fc.assert(fc.asyncProperty(histories, play), { numRuns: RUNS, seed: SEED, endOnFailure: true }),
);
