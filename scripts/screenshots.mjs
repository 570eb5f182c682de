// `npm run screenshots`: the product's icons and pictures of its pages, taken anew from the built product.
import { join } from "node:path";
import { ensureChromium } from "./chromium.mjs";
import { keepOwnEnvironment } from "./own-environment.mjs";
import { build, ensureInstalled, nodeBinary, ROOT, run } from "./setup.mjs";

keepOwnEnvironment();
await ensureInstalled();
await build();
const chromium = await ensureChromium();
const env = { SCREENSHOTS: "1", ...(chromium && { CHROMIUM_PATH: chromium }) };
const cli = join(ROOT, "node_modules", "@playwright", "test", "cli.js");
const args = ["test", "--project", "screenshots", ...process.argv.slice(2)];
process.exit(await run(nodeBinary(), [cli, ...args], { env }));
