/** A routed read against the same two queries on a bare pool, awaited one after the other. */

import { openBare } from "../lib/bare.ts";
import { compare, DEFAULT_LOAD, figures } from "../lib/compare.ts";
import { startDelayProxy } from "../lib/delay-proxy.ts";
import { readTogether, selectCount, selectPage } from "../lib/queries.ts";
import { atLeast, type Result } from "../lib/report.ts";
import type { Stage } from "../lib/stage.ts";

const TENANTS = 100;
const CONNECTIONS = 10;
/** More rounds than elsewhere: three processes share the machine where a proxy is in between. */
const LOAD = { ...DEFAULT_LOAD, rounds: 15 };

async function compareReads(stage: Stage, port?: number) {
  const tenants = await stage.tenants(TENANTS);
  const tier = port ? await stage.through(port) : stage.tier;
  const handles = tenants.map((tenant) => tier.tenantRouter.connect(tenant));
  const first = tenants[0];
  if (!first) throw new Error("No tenant to compare with.");
  const bare = openBare(stage.tier, first, { max: CONNECTIONS, ...(port ? { port } : {}) });
  const ours = (n: number) =>
    handles[n % TENANTS]?.read(readTogether) ?? Promise.reject(new Error("no tenant"));
  const theirs = async () => {
    await selectPage(bare.db);
    await selectCount(bare.db);
  };
  const outcome = await compare(ours, theirs, LOAD);
  await bare.close();
  return outcome;
}

export async function readLoopback(stage: Stage): Promise<Result> {
  const outcome = await compareReads(stage);
  return atLeast("read-loopback", outcome.ratio, 0.75, figures(outcome));
}

export async function readRoundTrip(stage: Stage): Promise<Result> {
  const proxy = await startDelayProxy(stage.port, 1);
  const outcome = await compareReads(stage, proxy.port);
  proxy.stop();
  return atLeast("read-rtt-1ms", outcome.ratio, 1.15, figures(outcome));
}
