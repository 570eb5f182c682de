/** `npm run bench [-- --only NAME] [--json FILE]`: each row against its reference, in one process, in one run. */
import { writeFileSync } from "node:fs";
import { parseArgs } from "node:util";
import { readLoopback, readRoundTrip } from "./benchmarks/read.ts";
import { writeLoopback } from "./benchmarks/write.ts";
import { type Result, table, toJson } from "./lib/report.ts";
import { openStage, type Stage } from "./lib/stage.ts";

type Benchmark = (stage: Stage) => Promise<Result>;

const BENCHMARKS: Record<string, Benchmark> = {
  "read-loopback": readLoopback,
  "read-rtt-1ms": readRoundTrip,
  "write-loopback": writeLoopback,
};

const { values } = parseArgs({
  options: { only: { type: "string", multiple: true }, json: { type: "string" } },
});
const names = values.only ?? Object.keys(BENCHMARKS);
const unknown = names.filter((name) => !(name in BENCHMARKS));
if (unknown.length > 0) {
  console.error(
    `No benchmark is named ${unknown.join(", ")}. There are: ${Object.keys(BENCHMARKS).join(", ")}.`,
  );
  process.exit(2);
}

const stage = await openStage();
const results: Result[] = [];
try {
  for (const name of names) {
    process.stderr.write(`${name} …\n`);
    const result = await BENCHMARKS[name]?.(stage);
    if (result) results.push(result);
  }
} finally {
  await stage.close();
}
console.log(table(results));
if (values.json) writeFileSync(values.json, toJson(results));
process.exitCode = results.every(({ pass }) => pass !== false) ? 0 : 1;
