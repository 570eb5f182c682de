// A Chromium for the browser tests: the system's, else Playwright's own, else Debian's package.
import { existsSync } from "node:fs";
import { delimiter, join } from "node:path";
import { aptInstall } from "./apt.mjs";
import { nodeBinary, ROOT, run } from "./setup.mjs";

const NAMES = ["chromium", "chromium-browser", "google-chrome", "google-chrome-stable"];

/** The path of the system's Chromium; undefined where it has none. */
export function findChromium() {
  if (process.env.CHROMIUM_PATH) return process.env.CHROMIUM_PATH;
  const folders = (process.env.PATH ?? "").split(delimiter);
  return NAMES.flatMap((name) => folders.map((folder) => join(folder, name))).find((path) =>
    existsSync(path),
  );
}

const QUIET = { stdio: "ignore" };

/** Finds one or installs one. Undefined: Playwright's own is there, and needs no path. */
export async function ensureChromium() {
  const found = findChromium();
  if (found) return found;
  console.log("\n  No Chromium on this machine: getting one …");
  const playwright = join(ROOT, "node_modules", "playwright", "cli.js");
  if ((await run(nodeBinary(), [playwright, "install", "chromium"], QUIET)) === 0) return undefined;
  await aptInstall("chromium");
  const installed = findChromium();
  if (!installed)
    console.error("  No Chromium could be installed. Install one, or set CHROMIUM_PATH, and try again.");
  return installed;
}
