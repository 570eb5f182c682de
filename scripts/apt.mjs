// Debian packages, where this is Debian and we may install them.
import { existsSync } from "node:fs";
import { run } from "./setup.mjs";

const QUIET = { stdio: "ignore" };

/** Tries; whoever asks looks whether it worked. */
export async function aptInstall(name) {
  if (process.getuid?.() !== 0 || !existsSync("/usr/bin/apt-get")) return;
  await run("apt-get", ["update"], QUIET);
  await run("apt-get", ["install", "-y", "--no-install-recommends", name], QUIET);
}
