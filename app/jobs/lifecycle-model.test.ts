/**
 * Whatever is done to tenants, in whatever order, with kills between any two steps: `npm run lifecycle` tries
 * as many sequences as one likes.
 */
import fc from "fast-check";
import { afterAll, expect, test } from "vitest";
import { env } from "#app/env.server.ts";
import { withAdmin } from "#db/cluster/admin.ts";
import { type DataTier, openDataTier } from "#db/data-tier.ts";
import { scratchDataTier } from "#db/testing/scratch.ts";
import { lifecycleCommands } from "./testing/lifecycle/commands.ts";
import { everyoneComesBack, everyoneEnds } from "./testing/lifecycle/invariants.ts";
import { after } from "./testing/lifecycle/model.ts";
import { openReal } from "./testing/lifecycle/real.ts";

/** Sequences in the suite, the same each time. */
const RUNS = Number(process.env.TEST_LIFECYCLE_RUNS ?? 200);
const SEED = Number(process.env.TEST_LIFECYCLE_SEED ?? 20_261_125);
/** In each, before everybody comes back and everybody ends. */
const MAX_COMMANDS = 8;
const MS_FOR_ONE = 10_000;

test("no sequence of acts, kills and jobs leaves a tenant half made, a place nobody's or a job lost", {
  timeout: RUNS * MS_FOR_ONE + 60_000,
}, async () => {
  const property = fc.asyncProperty(lifecycleCommands(MAX_COMMANDS), (commands) =>
    onTier(async (tier) => {
      const [model, real] = [{ tenants: [] }, openReal(tier)];
      await fc.asyncModelRun(() => ({ model, real }), commands);
      await everyoneComesBack(model, real);
      await everyoneEnds(model, real);
    }),
  );
  // It prints the seed and the shortest sequence that it finds.
  await fc.assert(property, { numRuns: RUNS, seed: SEED });
});

let open: { scratch: DataTier; tier: DataTier } | undefined;
afterAll(() => close());

/** A sequence ends with nothing left; after one that did not, the next has a control plane of its own. */
async function onTier(work: (tier: DataTier) => Promise<void>): Promise<void> {
  if (!open) {
    const scratch = await scratchDataTier();
    open = { scratch, tier: await openDataTier({ urls: scratch.urls, secretsKey: env.SECRETS_KEY }) };
  }
  await work(open.tier).catch(async (error: unknown) => {
    await close();
    throw error;
  });
}

async function close(): Promise<void> {
  if (!open) return;
  const { scratch, tier } = open;
  open = undefined;
  await Promise.all([tier.close(), scratch.close()]);
  await dropDatabase(scratch);
}

const dropDatabase = ({ urls }: DataTier) =>
  withAdmin(
    urls.adminUrl,
    (client) => client.query(`DROP DATABASE "${new URL(urls.adminUrl).pathname.slice(1)}" WITH (FORCE)`),
    { database: "postgres" },
  );

test("the model refuses what the lifecycle refuses", () => {
  const tenant = { status: "purged", was: "active", killed: undefined } as const;
  for (const action of ["readOnly", "suspend", "resume", "rename", "delete", "restore"] as const)
    expect(after(tenant, action)).toBeUndefined();
});
