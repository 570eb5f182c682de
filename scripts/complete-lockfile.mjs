// `node scripts/complete-lockfile.mjs`: after a change of packages. Some registries do not carry the builds
// for other platforms; npm then leaves them out of the lockfile, and `npm ci` refuses it everywhere. This
// writes down what those packages are, from their names.
import { readFileSync, writeFileSync } from "node:fs";

const path = new URL("../package-lock.json", import.meta.url);
const lock = JSON.parse(readFileSync(path, "utf8"));
const OS = ["android", "darwin", "freebsd", "linux", "openharmony", "win32"];
const CPU = ["arm64", "x64", "arm", "ia32", "ppc64", "riscv64", "s390x", "wasm32"];

const added = [];
for (const [parent, entry] of Object.entries(lock.packages)) {
  for (const [name, version] of Object.entries(entry.optionalDependencies ?? {})) {
    const place = `node_modules/${name}`;
    if (parent === "" || lock.packages[place] || lock.packages[`${parent}/${place}`]) continue;
    const words = name.split(/[/-]/);
    const [os, cpu] = [OS, CPU].map((known) => words.find((word) => known.includes(word)));
    if (!cpu) throw new Error(`Cannot tell the platform of ${name}.`);
    lock.packages[place] = {
      version,
      cpu: [cpu],
      ...(entry.dev ? { dev: true } : {}),
      optional: true,
      ...(os ? { os: [os] } : {}),
      ...(name.includes("musl") ? { libc: ["musl"] } : {}),
    };
    added.push(name);
  }
}
const sorted = Object.entries(lock.packages).sort(([a], [b]) => (a < b ? -1 : 1));
lock.packages = Object.fromEntries(sorted);
writeFileSync(path, `${JSON.stringify(lock, null, 2)}\n`);
console.log(`${added.length} added${added.length ? `: ${added.join(", ")}` : ""}`);
