// `npm run lighthouse`: what Lighthouse says of the built product's pages on a phone. It wants the machine to
// itself.
import { existsSync } from "node:fs";
import { join } from "node:path";
import { ensureChromium } from "./chromium.mjs";
import { keepOwnEnvironment } from "./own-environment.mjs";
import { build, ensureInstalled, nodeBinary, ROOT, run } from "./setup.mjs";

const TOOL = join(ROOT, "scripts", "lighthouse", "tool");

async function ensureTool() {
  if (existsSync(join(TOOL, "node_modules", "lighthouse"))) return;
  console.log("  Installing Lighthouse (once) …");
  const code = await run("npm", ["ci", "--ignore-scripts", "--loglevel=error"], { cwd: TOOL });
  if (code !== 0) process.exit(code);
}

keepOwnEnvironment();
await ensureInstalled();
await ensureTool();
await build();
const chromium = await ensureChromium();
const env = chromium ? { CHROMIUM_PATH: chromium } : {};
process.exit(await run(nodeBinary(), ["scripts/lighthouse/run.ts", ...process.argv.slice(2)], { env }));
