// What must be true before anything else runs: packages installed, the project's own Node found, the build
// fresh.
import { spawn } from "node:child_process";
import { createHash } from "node:crypto";
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

export const ROOT = join(dirname(fileURLToPath(import.meta.url)), "..");
const MODULES = join(ROOT, "node_modules");
const INSTALLED = join(MODULES, ".tenantry-installed");
const BUILT = join(ROOT, "build", ".tenantry-built");
const BUILD_INPUTS = [
  "app",
  "package-lock.json",
  "vite.config.ts",
  "react-router.config.ts",
  "tsconfig.json",
];
const MIN_NODE_MAJOR = 22;

/** The project's own Node where it has one for this platform, else the one that runs this. */
export function nodeBinary() {
  const own = join(MODULES, ".bin", process.platform === "win32" ? "node.cmd" : "node");
  if (existsSync(own)) return own;
  if (Number(process.versions.node.split(".")[0]) >= MIN_NODE_MAJOR) return process.execPath;
  console.error(
    `This platform has no Node of the project's own: install Node ${MIN_NODE_MAJOR} or later and try again.`,
  );
  process.exit(1);
}

/** Node's flag for the file `.env`, where there is one. */
export const envFile = () => (existsSync(join(ROOT, ".env")) ? ["--env-file=.env"] : []);

/** Runs a program in the project's folder; its own Node comes first on the PATH. Answers the exit code. */
export function run(command, args, options = {}) {
  const PATH = `${join(MODULES, ".bin")}${process.platform === "win32" ? ";" : ":"}${process.env.PATH}`;
  return new Promise((resolve, reject) => {
    const child = spawn(command, args, {
      cwd: ROOT,
      stdio: "inherit",
      shell: process.platform === "win32",
      ...options,
      env: { ...process.env, PATH, ...options.env },
    });
    child.on("error", reject);
    child.on("exit", (code) => resolve(code ?? 1));
  });
}

const hashOf = (...paths) => {
  const hash = createHash("sha256");
  for (const path of paths.flatMap(filesOf).sort()) hash.update(path).update(readFileSync(join(ROOT, path)));
  return hash.digest("hex");
};

function filesOf(path) {
  if (!statSync(join(ROOT, path)).isDirectory()) return [path];
  return readdirSync(join(ROOT, path)).flatMap((name) => filesOf(join(path, name)));
}

const stampOf = (path) => (existsSync(path) ? readFileSync(path, "utf8") : "");

/** Installs the packages of the lockfile, unless exactly those are there. */
export async function ensureInstalled() {
  const wanted = hashOf("package-lock.json");
  if (stampOf(INSTALLED) === wanted) return;
  console.log("  Installing packages (once, about a minute) …");
  const args = ["ci", "--no-audit", "--no-fund", "--loglevel=error"];
  const code = await run("npm", args);
  if (code !== 0) {
    console.error("The packages could not be installed. What npm said stands above.");
    process.exit(code);
  }
  writeFileSync(INSTALLED, wanted);
}

/** Builds the application, unless the build is of exactly these sources. */
export async function build() {
  const wanted = hashOf(...BUILD_INPUTS);
  if (stampOf(BUILT) === wanted) return;
  console.log("  Building the application …");
  rmSync(BUILT, { force: true });
  const cli = join(MODULES, "@react-router", "dev", "bin.cjs");
  const code = await run(nodeBinary(), [cli, "build", "--logLevel", "warn"]);
  if (code !== 0) process.exit(code);
  mkdirSync(dirname(BUILT), { recursive: true });
  writeFileSync(BUILT, wanted);
}
