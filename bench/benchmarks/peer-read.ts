/** Reads at 500 tenants against drizzle-multitenant 1.3.5. */
import { compare, figures } from "../lib/compare.ts";
import { openPeer } from "../lib/peer.ts";
import { readTogether } from "../lib/queries.ts";
import { atLeast, type Result } from "../lib/report.ts";
import type { Stage } from "../lib/stage.ts";

const TENANTS = 500;
const LOAD = { concurrency: 16, roundMs: 2_500, rounds: 5 };

export async function peerRead(stage: Stage): Promise<Result> {
  const tenants = await stage.tenants(TENANTS);
  const handles = tenants.map((tenant) => stage.tier.tenantRouter.connect(tenant));
  const schemas = tenants.map(({ placement }) => placement.schema);
  const peer = await openPeer({ url: stage.tier.urls.adminUrl, migrationsFolder: "unused", schemas });
  const ours = async (n: number) => handles[(n * 7919) % TENANTS]?.read(readTogether);
  const theirs = (n: number) => peer.read(schemas[(n * 7919) % TENANTS] ?? "");
  const outcome = await compare(ours, theirs, LOAD);
  await peer.close();
  return atLeast("peer-read-500", outcome.ratio, 8, figures(outcome));
}
