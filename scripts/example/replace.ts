/**
 * `npm run example:replace`: shows that types and unit tests stay green without the example's pages, in a
 * copy of the tree. Arguments are Vitest's, such as a folder of tests. `--here` removes them from this tree
 * and runs nothing.
 */
import { spawnSync } from "node:child_process";
import { join } from "node:path";
import { makeScratch } from "../../mutants/scratch.ts";
import { removeExample } from "./remove.ts";

const ROOT = join(import.meta.dirname, "..", "..");
const args = process.argv.slice(2);

function isGreenWithout(root: string): boolean {
  const run = (name: string, ...rest: string[]) =>
    spawnSync(join(root, "node_modules", ".bin", name), rest, { cwd: root, stdio: "inherit" }).status === 0;
  return run("react-router", "typegen") && run("tsc", "--noEmit") && run("vitest", "run", ...args);
}

if (args.includes("--here")) {
  removeExample(ROOT);
} else {
  const scratch = makeScratch(ROOT);
  try {
    removeExample(scratch.root);
    process.exitCode = isGreenWithout(scratch.root) ? 0 : 1;
  } finally {
    scratch.remove();
  }
}
