/**
 * Whatever is done to tenants, in whatever order, with kills between any two steps: `npm run lifecycle` tries
 * as many sequences as one likes.
 */
import fc from "fast-check";
import { expect, test } from "vitest";
import { env } from "#app/env.server.ts";
import { withAdmin } from "#db/cluster/admin.ts";
import { type DataTier, openDataTier } from "#db/data-tier.ts";
import { scratchDataTier } from "#db/testing/scratch.ts";
import { lifecycleCommands } from "./testing/lifecycle/commands.ts";
import { everyoneComesBack, everyoneEnds } from "./testing/lifecycle/invariants.ts";
import { after } from "./testing/lifecycle/model.ts";
import { openReal } from "./testing/lifecycle/real.ts";

/** Sequences in the suite, the same each time. */
const RUNS = Number(process.env.TEST_LIFECYCLE_RUNS ?? 10);
const SEED = Number(process.env.TEST_LIFECYCLE_SEED ?? 20_261_125);
const MAX_COMMANDS = 24;
const MS_FOR_ONE = 30_000;

test("no sequence of acts, kills and jobs leaves a tenant half made, a place nobody's or a job lost", {
  timeout: RUNS * MS_FOR_ONE + 60_000,
}, async () => {
  const property = fc.asyncProperty(lifecycleCommands(MAX_COMMANDS), (commands) =>
    withOwnTier(async (tier) => {
      const [model, real] = [{ tenants: [] }, openReal(tier)];
      await fc.asyncModelRun(() => ({ model, real }), commands);
      await everyoneComesBack(model, real);
      await everyoneEnds(model, real);
    }),
  );
  // It prints the seed and the shortest sequence that it finds.
  await fc.assert(property, { numRuns: RUNS, seed: SEED });
});

/** What one sequence left, a fault above all, is not the next one's. */
async function withOwnTier(work: (tier: DataTier) => Promise<void>): Promise<void> {
  const scratch = await scratchDataTier();
  const tier = await openDataTier({ urls: scratch.urls, secretsKey: env.SECRETS_KEY });
  try {
    await work(tier);
  } finally {
    await Promise.all([tier.close(), scratch.close()]);
    await dropDatabase(scratch);
  }
}

const dropDatabase = ({ urls }: DataTier) =>
  withAdmin(
    urls.adminUrl,
    (client) => client.query(`DROP DATABASE "${new URL(urls.adminUrl).pathname.slice(1)}" WITH (FORCE)`),
    { database: "postgres" },
  );

test("the model refuses what the lifecycle refuses", () => {
  const tenant = { status: "purged", isSuspended: false, killed: undefined } as const;
  for (const action of ["suspend", "resume", "rename", "delete", "restore"] as const)
    expect(after(tenant, action)).toBeUndefined();
});
