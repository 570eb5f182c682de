#!/usr/bin/env node
/**
 * The `tenantry` command: what staff do from a terminal. Exit codes: 0 done, 1 failed, 2 wrong usage, 3
 * partly done, 130 interrupted.
 */
import { existsSync } from "node:fs";
import { report } from "./cli/exit.ts";
import type { Reconcile } from "./cli/identity/reconcile.ts";
import { listenForInterrupts } from "./cli/interrupt.ts";
import { outliveReaders } from "./cli/output.ts";
import { tenantryProgram } from "./cli/program.ts";
import { fillLocalSecrets } from "./embedded/local-secrets.ts";

outliveReaders();
listenForInterrupts();
if (existsSync(".env")) process.loadEnvFile(".env");

/** The one door to the web tier, which knows the identity provider; opened when it is asked for. */
const reconcile: Reconcile = async (tier, asked) => {
  fillLocalSecrets(process.env);
  // What it has to say is in its report; nothing else is on stdout.
  process.env.LOG_LEVEL = "silent";
  const app = await import("#app/cli.server.ts");
  return app.reconcile(tier, asked);
};

try {
  await tenantryProgram({ reconcile }).parseAsync();
} catch (error) {
  process.exitCode = report(error, { json: process.argv.includes("--json") });
}
