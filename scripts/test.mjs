// `npm test`: the whole check, on a fresh clone too. Ends with `N passed, N failed, N skipped`.
import { existsSync, mkdirSync, readFileSync, rmSync } from "node:fs";
import { join } from "node:path";
import { ensureChromium } from "./chromium.mjs";
import { ensurePgBouncer } from "./pgbouncer.mjs";
import { playwrightReport, vitestReport } from "./reports.mjs";
import { build, ensureInstalled, nodeBinary, ROOT, run } from "./setup.mjs";

const RESULTS = join(ROOT, "test-results");
const UNIT = join(RESULTS, "unit.json");
const BROWSER = join(RESULTS, "browser.json");
const NOTHING = { passed: 0, failed: 0, skipped: 0, failures: [] };
const total = { passed: 0, failed: 0, skipped: 0 };
/** What failed, told once more at the end: a long run's middle is soon out of sight. */
const failures = [];

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
  if (!passed) failures.push({ name, reason: [] });
}

/** A suite that writes its results to a file; a run that leaves none has failed. */
async function suite(name, file, read, work) {
  const passed = await step(name, work);
  const counts = existsSync(file) ? read(JSON.parse(readFileSync(file, "utf8"))) : NOTHING;
  for (const key of Object.keys(total)) total[key] += counts[key];
  failures.push(...counts.failures.map((failure) => ({ ...failure, name: `${name}: ${failure.name}` })));
  if (passed || counts.failed > 0) return;
  total.failed++;
  if (counts.failures.length === 0) failures.push({ name, reason: ["It ended without a test that failed."] });
}

const tool = (name, ...args) => run(name, args);

await ensureInstalled();
rmSync(RESULTS, { recursive: true, force: true });
mkdirSync(RESULTS, { recursive: true });

await check("format", () => tool("biome", "check", "."));
await check("lint", () => tool("oxlint", "--type-aware"));
await check("types", async () => (await tool("react-router", "typegen")) || tool("tsc", "--noEmit"));
await check(
  "nothing dead",
  async () => (await tool("knip", "--no-config-hints")) || tool("knip", "--no-config-hints", "--production"),
);
await suite("unit and integration tests", UNIT, vitestReport, () =>
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
    await suite(name, file, vitestReport, () => tool("vitest", "run", ...args, `--outputFile=${file}`));
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
await suite("browser tests", BROWSER, playwrightReport, () =>
  run(nodeBinary(), [join(ROOT, "node_modules", "@playwright", "test", "cli.js"), "test"], {
    env: { PLAYWRIGHT_JSON_OUTPUT_NAME: BROWSER, ...(chromium ? { CHROMIUM_PATH: chromium } : {}) },
  }),
);

if (failures.length > 0) console.log("\n── What failed");
for (const { name, reason } of failures) console.log([`✗ ${name}`, ...reason].join("\n    "));
console.log(`\n${total.passed} passed, ${total.failed} failed, ${total.skipped} skipped`);
process.exit(total.failed === 0 ? 0 : 1);
