// `npm run lifecycle -- --runs 5000 --seed N`: random sequences of what may happen to tenants, with kills
// between any two steps. The same seed tries the same sequences.
import { parseArgs } from "node:util";
import { ensureInstalled, run } from "./setup.mjs";

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
console.log(`\n── ${values.runs} sequences from the seed ${values.seed}`);
// Longer ones than in the suite.
const env = {
  TEST_LIFECYCLE_RUNS: values.runs,
  TEST_LIFECYCLE_SEED: values.seed,
  TEST_LIFECYCLE_COMMANDS: "24",
};
process.exit(await run("vitest", ["run", "app/jobs/lifecycle-model.test.ts"], { env }));
