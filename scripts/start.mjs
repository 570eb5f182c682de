// `npm start`: installs what is missing, builds what is stale, and runs the server. Plain JavaScript: it runs
// under Node 20, before any install.
import { spawn } from "node:child_process";
import { build, ensureInstalled, envFile, nodeBinary, ROOT } from "./setup.mjs";

await ensureInstalled();
await build();

const child = spawn(nodeBinary(), [...envFile(), "server.ts", ...process.argv.slice(2)], {
  cwd: ROOT,
  stdio: "inherit",
});
for (const signal of ["SIGINT", "SIGTERM"]) process.on(signal, () => child.kill(signal));
child.on("exit", (code, signal) => process.exit(signal ? 1 : (code ?? 0)));
