#!/usr/bin/env node
/** The `tenantry` command: what staff do from a terminal. Exit codes: 0 done, 1 failed, 2 wrong usage, 3 partly done. */
import { existsSync } from "node:fs";
import { Command, CommanderError } from "commander";
import { clustersCommand } from "./cli/clusters.ts";
import { doctorCommand } from "./cli/doctor.ts";
import { envCommand } from "./cli/env.ts";
import { EnvironmentInvalid } from "./env.ts";
import { DataTierError } from "./errors.ts";

const EXIT = { failed: 1, usage: 2 };

if (existsSync(".env")) process.loadEnvFile(".env");

const program = new Command("tenantry")
  .description("Runs a Tenantry installation: its tenants, clusters and migrations.")
  .option("--json", "print JSON, for programs")
  .exitOverride()
  .configureHelp({ showGlobalOptions: true })
  .addCommand(clustersCommand())
  .addCommand(doctorCommand())
  .addCommand(envCommand());

try {
  await program.parseAsync();
} catch (error) {
  process.exitCode = report(error);
}

/** What went wrong, in words for the person at the terminal; a stack only for what nobody foresaw. */
function report(error: unknown): number {
  if (error instanceof CommanderError) return error.exitCode === 0 ? 0 : EXIT.usage;
  const foreseen = error instanceof DataTierError || error instanceof EnvironmentInvalid;
  console.error(foreseen ? `tenantry: ${error.message}` : error);
  return EXIT.failed;
}
