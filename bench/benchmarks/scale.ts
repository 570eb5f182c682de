/** From 10 tenants to 1,000: what grows? */
import { SHARED_POOL_LIMITS } from "../../db/routing/shared-cluster.ts";
import { measure, median } from "../lib/compare.ts";
import { readTogether } from "../lib/queries.ts";
import { atMost, type Result } from "../lib/report.ts";
import type { Stage } from "../lib/stage.ts";

const [FEW, MANY] = [10, 1_000];
const ROUNDS = 5;
const LOAD = { concurrency: 16, roundMs: 2_000, rounds: 1 };
const MAX_GROWTH_MB = 64;

const rssMb = () => {
  globalThis.gc?.();
  return process.memoryUsage().rss / 1024 ** 2;
};

export async function scale(stage: Stage): Promise<Result> {
  const tenants = await stage.tenants(MANY);
  const { tenantRegistry, tenantRouter, connections } = stage.tier;
  const read = (count: number) => async (n: number) => {
    const slug = tenants[(n * 7919) % count]?.slug ?? "";
    const tenant = await tenantRegistry.resolveHostname({ hostname: `${slug}.app.localhost`, slug });
    if (!tenant) throw new Error(`No tenant ${slug}.`);
    return tenantRouter.connect(tenant).read(readTogether);
  };
  const open = () => connections.stats().reduce((sum, pool) => sum + pool.open, 0);

  for (let warmUp = 0; warmUp < 4; warmUp++) await measure(read(FEW), LOAD);
  const [openBefore, before] = [open(), rssMb()];
  const p50 = { few: [] as number[], many: [] as number[] };
  let errors = 0;
  for (let round = 0; round < ROUNDS; round++) {
    const [few, many] = [await measure(read(FEW), LOAD), await measure(read(MANY), LOAD)];
    p50.few.push(few.p50Ms);
    p50.many.push(many.p50Ms);
    errors += few.errors + many.errors;
  }
  const growth = rssMb() - before;
  const ratio = median(p50.many) / median(p50.few);
  const bounded = open() <= SHARED_POOL_LIMITS.maxConnections && errors === 0 && growth <= MAX_GROWTH_MB;
  const detail = `p50 ${median(p50.few).toFixed(2)} ms at ${FEW}, ${median(p50.many).toFixed(2)} ms at ${MANY}; connections ${openBefore} and ${open()}; RSS grew ${growth.toFixed(0)} MB of at most ${MAX_GROWTH_MB}`;
  const result = atMost("scale-1000", ratio, 1.3, detail);
  return { ...result, pass: result.pass && bounded };
}
