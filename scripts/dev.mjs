// `npm run dev`: the server with hot reload.
import { spawn } from "node:child_process";
import { ensureInstalled, envFile, nodeBinary, ROOT } from "./setup.mjs";

await ensureInstalled();
const args = [...envFile(), "server.ts", "--dev"];
const child = spawn(nodeBinary(), args, { cwd: ROOT, stdio: "inherit" });
for (const signal of ["SIGINT", "SIGTERM"]) process.on(signal, () => child.kill(signal));
child.on("exit", (code) => process.exit(code ?? 1));
