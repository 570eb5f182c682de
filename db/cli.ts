#!/usr/bin/env node
/**
 * The `tenantry` command: what staff do from a terminal. Exit codes: 0 done, 1 failed, 2 wrong usage, 3
 * partly done, 130 interrupted.
 */
import { existsSync } from "node:fs";
import { report } from "./cli/exit.ts";
import { listenForInterrupts } from "./cli/interrupt.ts";
import { outliveReaders } from "./cli/output.ts";
import { tenantryProgram } from "./cli/program.ts";

outliveReaders();
listenForInterrupts();
if (existsSync(".env")) process.loadEnvFile(".env");

try {
  await tenantryProgram().parseAsync();
} catch (error) {
  process.exitCode = report(error, { json: process.argv.includes("--json") });
}
