// `npm run lifecycle -- --runs 5000 --seed N`: random sequences of what may happen to tenants, with kills
// between any two steps. A sequence mostly waits, so several processes share them. The same seed tries the
// same sequences.
import { parseArgs } from "node:util";
import { ensureInstalled, run } from "./setup.mjs";

const PROCESSES = 4;

const { values } = parseArgs({
  options: {
    runs: { type: "string", default: "200" },
    seed: { type: "string", default: String(Math.floor(Math.random() * 2 ** 31)) },
  },
});
for (const [name, text] of Object.entries(values)) {
  if (/^\d+$/.test(text)) continue;
  console.error(`--${name} is a whole number.`);
  process.exit(2);
}

await ensureInstalled();
const [runs, seed] = [Number(values.runs), Number(values.seed)];
const processes = Math.max(1, Math.min(PROCESSES, runs));
console.log(`\n── ${runs} sequences from the seed ${seed}, in ${processes} processes`);
const codes = await Promise.all(Array.from({ length: processes }, (_, n) => tryShare(n)));
const failed = codes.find((code) => code !== 0) ?? 0;
console.log(`── ${runs} sequences from the seed ${seed}: ${failed === 0 ? "all hold" : "NOT all hold"}`);
process.exit(failed);

function tryShare(n) {
  const share = Math.floor(runs / processes) + (n < runs % processes ? 1 : 0);
  const env = {
    TEST_LIFECYCLE_RUNS: String(share),
    TEST_LIFECYCLE_SEED: String(seed + n),
  };
  return run("vitest", ["run", "app/jobs/lifecycle-model.test.ts"], { env });
}
