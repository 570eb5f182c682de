/** Making tenants: against the peer at its own concurrency of 10, and claiming one that is ready. */
import { claimSpare } from "../../db/lifecycle/claim-spare.ts";
import { provisionTenant } from "../../db/lifecycle/provision.ts";
import { refillSpares } from "../../db/lifecycle/spares.ts";
import { median, percentile } from "../lib/compare.ts";
import { openPeer } from "../lib/peer.ts";
import { peerFolder } from "../lib/peer-folder.ts";
import { atLeast, atMost, type Result } from "../lib/report.ts";
import { OWNER, openStage, type Stage } from "../lib/stage.ts";

const BATCH = 60;
const ROUNDS = 9;
/** Of both: the peer's own default. */
const CONCURRENCY = 10;
const CLAIMS = 40;

const secondsOf = async (work: () => Promise<unknown>) => {
  const startedAt = performance.now();
  await work();
  return (performance.now() - startedAt) / 1000;
};

async function provisionBatch({ tier }: Stage, round: number): Promise<void> {
  const names = Array.from({ length: BATCH }, (_, n) => `n${n}r${round}-made`);
  const runner = async () => {
    for (let slug = names.shift(); slug; slug = names.shift()) {
      await provisionTenant(tier, { organizationId: `org_${slug}`, slug, name: slug, owner: OWNER });
    }
  };
  await Promise.all(Array.from({ length: CONCURRENCY }, runner));
}

/** On a stage of its own, without spares: every tenant is made from nothing. */
export async function peerProvision(): Promise<Result> {
  const stage = await openStage();
  try {
    const schemas: string[] = [];
    const peer = await openPeer({
      url: stage.tier.urls.adminUrl,
      migrationsFolder: peerFolder().path,
      schemas,
    });
    const rates: { ours: number; theirs: number }[] = [];
    for (let round = 0; round <= ROUNDS; round++) {
      const names = Array.from({ length: BATCH }, (_, n) => `peer_${round}_${n}`);
      const works = {
        ours: () => provisionBatch(stage, round),
        theirs: () => peer.createTenants(names, CONCURRENCY),
      };
      const rate = { ours: 0, theirs: 0 };
      // Neither is always first.
      for (const who of round % 2 ? (["ours", "theirs"] as const) : (["theirs", "ours"] as const)) {
        rate[who] = BATCH / (await secondsOf(works[who]));
      }
      // The first round warms both up.
      if (round > 0) rates.push(rate);
    }
    await peer.close();
    const ratio = median(rates.map(({ ours, theirs }) => ours / theirs));
    const [mine, their] = [median(rates.map(({ ours }) => ours)), median(rates.map(({ theirs }) => theirs))];
    return atLeast(
      "peer-provision",
      ratio,
      1.5,
      `${mine.toFixed(0)}/s against ${their.toFixed(0)}/s, ours with roles`,
    );
  } finally {
    await stage.close();
  }
}

/** The control transaction that gives a ready tenant to its owner, alone. */
export async function spareClaim(): Promise<Result> {
  const stage = await openStage();
  try {
    const { controlDb } = stage.tier;
    await refillSpares(stage.tier, { perCluster: CLAIMS });
    const times: number[] = [];
    for (let n = 0; n < CLAIMS; n++) {
      const identity = {
        slug: `claimed-${n}`,
        name: `Claimed ${n}`,
        plan: "standard" as const,
        organizationId: `org_claimed_${n}`,
      };
      const startedAt = performance.now();
      const id = await controlDb.write((tx) =>
        claimSpare(tx, identity, { region: undefined, cluster: undefined }),
      );
      times.push(performance.now() - startedAt);
      if (!id) throw new Error("There was no spare to claim.");
    }
    return atMost(
      "spare-claim",
      median(times),
      5,
      `p99 ${percentile(times, 0.99).toFixed(1)} ms, round trips included`,
      "ms",
    );
  } finally {
    await stage.close();
  }
}
