// Random sequences of something, shared among several processes: a sequence mostly waits. The same seed tries
// the same sequences.
import { parseArgs } from "node:util";
import { ensureInstalled, run } from "./setup.mjs";

const PROCESSES = 4;

/** Ends this process. `variables`: what the test file reads its number of runs and its seed from. */
export async function tryMany({ what, file, variables, runs: usual }) {
  const { runs, seed } = askedFor(usual);
  await ensureInstalled();
  const processes = Math.max(1, Math.min(PROCESSES, runs));
  const tryShare = (n) => {
    const share = Math.floor(runs / processes) + (n < runs % processes ? 1 : 0);
    const env = { [variables.runs]: String(share), [variables.seed]: String(seed + n) };
    return run("vitest", ["run", file], { env });
  };
  console.log(`\n── ${runs} ${what} from the seed ${seed}, in ${processes} processes`);
  const codes = await Promise.all(Array.from({ length: processes }, (_, n) => tryShare(n)));
  const failed = codes.find((code) => code !== 0) ?? 0;
  console.log(`── ${runs} ${what} from the seed ${seed}: ${failed === 0 ? "all hold" : "NOT all hold"}`);
  process.exit(failed);
}

/** What `--runs` and `--seed` say; ends this process where they say no numbers. */
export function askedFor(usual) {
  const { values } = parseArgs({
    options: {
      runs: { type: "string", default: String(usual) },
      seed: { type: "string", default: String(Math.floor(Math.random() * 2 ** 31)) },
    },
  });
  for (const [name, text] of Object.entries(values)) {
    if (/^\d+$/.test(text)) continue;
    console.error(`--${name} is a whole number.`);
    process.exit(2);
  }
  return { runs: Number(values.runs), seed: Number(values.seed) };
}
