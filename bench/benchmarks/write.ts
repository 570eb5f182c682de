/** A routed write against the same two inserts in a transaction on a bare pool. */
import { openBare } from "../lib/bare.ts";
import { compare, figures } from "../lib/compare.ts";
import { writeBoth } from "../lib/queries.ts";
import { atLeast, type Result } from "../lib/report.ts";
import type { Stage } from "../lib/stage.ts";

const TENANTS = 100;
const CONNECTIONS = 10;

export async function writeLoopback(stage: Stage): Promise<Result> {
  const tenants = await stage.tenants(TENANTS);
  const handles = tenants.map((tenant) => stage.tier.tenantRouter.connect(tenant));
  const first = tenants[0];
  if (!first) throw new Error("No tenant to compare with.");
  const bare = openBare(stage.tier, first, { max: CONNECTIONS });
  const ours = async (n: number) => handles[n % TENANTS]?.write((tx) => writeBoth(tx, n));
  const theirs = (n: number) => bare.db.transaction((tx) => writeBoth(tx, n));
  const outcome = await compare(ours, theirs);
  await bare.close();
  return atLeast("write-loopback", outcome.ratio, 0.6, figures(outcome));
}
