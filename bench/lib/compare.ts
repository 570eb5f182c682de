/**
 * Two ways of doing the same work, side by side in one process: interleaved rounds, medians of their ratios.
 */

export type Work = (n: number) => Promise<unknown>;
export type Throughput = { perSecond: number; p50Ms: number; p99Ms: number; errors: number };
export type Comparison = { ours: Throughput; theirs: Throughput; ratio: number };

export type Load = { concurrency: number; roundMs: number; rounds: number };
export const DEFAULT_LOAD: Load = { concurrency: 16, roundMs: 1_500, rounds: 7 };

export const median = (values: number[]): number => percentile(values, 0.5);

export function percentile(values: number[], share: number): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? Number.NaN;
}

let sequence = 0;

/** Keeps `concurrency` runs of `work` under way for `forMs`. */
export async function measure(work: Work, { concurrency, roundMs }: Load): Promise<Throughput> {
  const latencies: number[] = [];
  let errors = 0;
  const startedAt = performance.now();
  const runner = async () => {
    while (performance.now() - startedAt < roundMs) {
      const began = performance.now();
      await work(sequence++).catch(() => errors++);
      latencies.push(performance.now() - began);
    }
  };
  await Promise.all(Array.from({ length: concurrency }, runner));
  const seconds = (performance.now() - startedAt) / 1000;
  const done = latencies.length - errors;
  return { perSecond: done / seconds, p50Ms: median(latencies), p99Ms: percentile(latencies, 0.99), errors };
}

/** One warm-up round each, then rounds in turn; the order changes, so that neither is always first. */
export async function compare(ours: Work, theirs: Work, load: Load = DEFAULT_LOAD): Promise<Comparison> {
  const warmUp = { ...load, roundMs: load.roundMs / 2 };
  await measure(theirs, warmUp);
  await measure(ours, warmUp);
  const rounds: { ours: Throughput; theirs: Throughput }[] = [];
  for (let round = 0; round < load.rounds; round++) {
    if (round % 2 === 0) {
      const mine = await measure(ours, load);
      rounds.push({ ours: mine, theirs: await measure(theirs, load) });
    } else {
      const reference = await measure(theirs, load);
      rounds.push({ ours: await measure(ours, load), theirs: reference });
    }
  }
  return {
    ours: summary(rounds.map((round) => round.ours)),
    theirs: summary(rounds.map((round) => round.theirs)),
    ratio: median(rounds.map((round) => round.ours.perSecond / round.theirs.perSecond)),
  };
}

const summary = (rounds: Throughput[]): Throughput => ({
  perSecond: median(rounds.map(({ perSecond }) => perSecond)),
  p50Ms: median(rounds.map(({ p50Ms }) => p50Ms)),
  p99Ms: median(rounds.map(({ p99Ms }) => p99Ms)),
  errors: rounds.reduce((sum, { errors }) => sum + errors, 0),
});

export const figures = ({ ours, theirs }: Comparison): string =>
  `${ours.perSecond.toFixed(0)}/s against ${theirs.perSecond.toFixed(0)}/s; p50 ${ours.p50Ms.toFixed(2)} ms against ${theirs.p50Ms.toFixed(2)} ms` +
  (ours.errors + theirs.errors > 0 ? `; errors ${ours.errors} against ${theirs.errors}` : "");
