/**
 * Resolving hostnames while 500 tenants are migrated, each of which is told to every process, against quiet.
 */
import { openDataTier } from "../../db/data-tier.ts";
import { percentile } from "../lib/compare.ts";
import { atLeast, type Result } from "../lib/report.ts";
import { STAGE_SECRETS_KEY, type Stage } from "../lib/stage.ts";
import { migrateAll, prepare } from "./migrate.ts";

const TENANTS = 500;
/** Asked for together, then a pause: as requests of many browsers come in. */
const AT_ONCE = 32;
const PAUSE_MS = 5;
const QUIET_MS = 4_000;
/** Below this nobody tells one p95 from another. */
const FLOOR_MS = 1;

type Observed = { hitRate: number; p95Ms: number };

export async function registryDuringFanOut(stage: Stage): Promise<Result> {
  const tenants = await stage.tenants(TENANTS);
  // What the run needs is made before it is watched.
  await prepare(stage);
  // Another process's view: it hears of the run by notifications alone.
  const tier = await openDataTier({ urls: stage.tier.urls, secretsKey: STAGE_SECRETS_KEY, listen: true });
  const { tenantRegistry: registry } = tier;
  const resolve = async (n: number) => {
    const slug = tenants[(n * 7919) % TENANTS]?.slug ?? "";
    const startedAt = performance.now();
    await registry.resolveHostname({ hostname: `${slug}.app.localhost`, slug });
    return performance.now() - startedAt;
  };
  let sequence = 0;
  const observe = async (isOver: () => boolean): Promise<Observed> => {
    const [before, times] = [registry.stats(), [] as number[]];
    while (!isOver()) {
      times.push(...(await Promise.all(Array.from({ length: AT_ONCE }, () => resolve(sequence++)))));
      await new Promise((done) => setTimeout(done, PAUSE_MS));
    }
    const { hits, misses } = registry.stats();
    const [hit, missed] = [hits - before.hits, misses - before.misses];
    return { hitRate: hit / (hit + missed), p95Ms: Math.max(FLOOR_MS, percentile(times, 0.95)) };
  };
  for (let n = 0; n < TENANTS; n++) await resolve(n);
  const until = performance.now() + QUIET_MS;
  const quiet = await observe(() => performance.now() > until);
  let isDone = false;
  const run = migrateAll(stage, TENANTS).finally(() => {
    isDone = true;
  });
  const busy = await observe(() => isDone);
  await run;
  await tier.close();
  const value = Math.min(busy.hitRate / quiet.hitRate, quiet.p95Ms / busy.p95Ms);
  const said = ({ hitRate, p95Ms }: Observed) =>
    `${(hitRate * 100).toFixed(1)} % hits, p95 ${p95Ms.toFixed(1)} ms`;
  return atLeast("registry-during-fanout", value, 0.8, `${said(busy)} against ${said(quiet)}`);
}
