// `npm test`: the whole check, on a fresh clone too. Ends with `N passed, N failed, N skipped`.
import { existsSync, mkdirSync, readFileSync, rmSync } from "node:fs";
import { join } from "node:path";
import { ensureChromium } from "./chromium.mjs";
import { ensurePgBouncer } from "./pgbouncer.mjs";
import { build, ensureInstalled, nodeBinary, ROOT, run } from "./setup.mjs";

const RESULTS = join(ROOT, "test-results");
const UNIT = join(RESULTS, "unit.json");
const BROWSER = join(RESULTS, "browser.json");
const total = { passed: 0, failed: 0, skipped: 0 };

async function step(name, work) {
  const startedAt = Date.now();
  console.log(`\n── ${name}`);
  const code = await work();
  console.log(
    `── ${name}: ${code === 0 ? "passed" : "FAILED"} in ${((Date.now() - startedAt) / 1000).toFixed(1)} s`,
  );
  return code === 0;
}

/** A check that is one test: it passes or it does not. */
async function check(name, work) {
  const passed = await step(name, work);
  total[passed ? "passed" : "failed"]++;
}

/** A suite that writes its results to a file; a run that leaves none has failed. */
async function suite(name, file, read, work) {
  const passed = await step(name, work);
  const counts = existsSync(file)
    ? read(JSON.parse(readFileSync(file, "utf8")))
    : { passed: 0, failed: 0, skipped: 0 };
  for (const key of Object.keys(total)) total[key] += counts[key];
  if (!passed && counts.failed === 0) total.failed++;
}

const unitCounts = (report) => ({
  passed: report.numPassedTests,
  failed: report.numFailedTests,
  skipped: report.numPendingTests + (report.numTodoTests ?? 0),
});
const browserCounts = ({ stats }) => ({
  passed: stats.expected,
  failed: stats.unexpected + stats.flaky,
  skipped: stats.skipped,
});
const tool = (name, ...args) => run(name, args);

await ensureInstalled();
rmSync(RESULTS, { recursive: true, force: true });
mkdirSync(RESULTS, { recursive: true });

await check("format", () => tool("biome", "check", "."));
await check("lint", () => tool("oxlint", "--type-aware"));
await check("types", async () => (await tool("react-router", "typegen")) || tool("tsc", "--noEmit"));
await suite("unit and integration tests", UNIT, unitCounts, () =>
  tool("vitest", "run", "--reporter=default", "--reporter=json", `--outputFile=${UNIT}`),
);
// What changed, and a few of the others, the same each time; `npm run mutants` takes them all.
await check("walls, one fault at a time", () =>
  run(nodeBinary(), ["mutants/run.ts", "--changed", "--share", "8", "--within", "45"]),
);
const behindPooler = {
  "data tests through PgBouncer": "pooler",
  "data tests through PgBouncer, one transaction at a time": "in-turn",
};
const hasPooler = await ensurePgBouncer();
for (const [name, config] of Object.entries(behindPooler)) {
  const file = join(RESULTS, `${config}.json`);
  const args = [`--config=vitest.${config}.config.ts`, "--reporter=default", "--reporter=json"];
  if (hasPooler) {
    await suite(name, file, unitCounts, () => tool("vitest", "run", ...args, `--outputFile=${file}`));
  } else {
    console.log(`\n── ${name}: SKIPPED, it is not installed on this machine`);
    total.skipped++;
  }
}
await check("build", async () => {
  await build();
  return 0;
});
const chromium = await ensureChromium();
await suite("browser tests", BROWSER, browserCounts, () =>
  run(nodeBinary(), [join(ROOT, "node_modules", "@playwright", "test", "cli.js"), "test"], {
    env: { PLAYWRIGHT_JSON_OUTPUT_NAME: BROWSER, ...(chromium ? { CHROMIUM_PATH: chromium } : {}) },
  }),
);

console.log(`\n${total.passed} passed, ${total.failed} failed, ${total.skipped} skipped`);
process.exit(total.failed === 0 ? 0 : 1);
