/** `npm run mutants`: takes down one wall at a time, and asks whether its tests notice. */
import { join } from "node:path";
import { parseArgs } from "node:util";
import { changedFiles } from "./changed.ts";
import { choose } from "./choose.ts";
import { type Mutant, problemsOf, readLists } from "./list.ts";
import { isGood, lineOf, summary } from "./report.ts";
import { TestsAreRed, tryAll } from "./try-all.ts";

const USAGE = `npm run mutants -- [options]
  --only TEXT       those whose wall, file or tests contain it
  --changed [BASE]  those whose file or tests changed since the branch left main, or since BASE
  --share N         with --changed: so many of the others, the same each time
  --seed N          another share
  --within S        begin none after so many seconds
  --list            name them, and run none`;

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    only: { type: "string" },
    changed: { type: "boolean" },
    share: { type: "string", default: "0" },
    seed: { type: "string", default: "1" },
    within: { type: "string" },
    list: { type: "boolean" },
    root: { type: "string", default: join(import.meta.dirname, "..") },
    help: { type: "boolean", short: "h" },
  },
});
const { root } = values;

async function main(): Promise<boolean> {
  const all = readLists(join(root, "mutants", "lists"));
  const problems = problemsOf(root, all);
  if (problems.length > 0) {
    console.error(["The list does not fit the code:", ...problems].join("\n  "));
    return false;
  }
  const mutants = chosen(all);
  if (values.list) {
    for (const { wall, file } of mutants) console.log(`${wall} (${file})`);
    return true;
  }
  const limitMs = values.within ? Number(values.within) * 1_000 : Number.POSITIVE_INFINITY;
  const onOutcome = (outcome: Parameters<typeof lineOf>[0]) => console.log(lineOf(outcome));
  const stop = new AbortController();
  for (const name of ["SIGINT", "SIGTERM"]) process.once(name, () => stop.abort());
  const { signal } = stop;
  const outcomes = mutants.length > 0 ? await tryAll({ root, mutants, limitMs, onOutcome, signal }) : [];
  if (signal.aborted) console.log("Interrupted.");
  const left = mutants.length - outcomes.length;
  if (left > 0) console.log(`${left} were not reached.`);
  console.log(summary(outcomes));
  return isGood(outcomes) && !signal.aborted;
}

function chosen(all: Mutant[]): Mutant[] {
  const { only } = values;
  if (!values.changed) return choose(all, { only });
  const changed = changedFiles(root, positionals[0]);
  if (!changed) console.log("There is no earlier commit to compare with.");
  return choose(all, {
    only,
    changed: changed ?? [],
    share: Number(values.share),
    seed: Number(values.seed),
  });
}

if (values.help) console.log(USAGE);
else {
  const good = await main().catch((error: unknown) => {
    console.error(error instanceof TestsAreRed ? error.message : error);
    return false;
  });
  // Vitest leaves its own: a test that failed is what we want to see.
  process.exitCode = good ? 0 : 1;
}
