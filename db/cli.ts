#!/usr/bin/env node
/** The `tenantry` command: what staff do from a terminal. Exit codes: 0 done, 1 failed, 2 wrong usage, 3 partly done, 130 interrupted. */
import { existsSync } from "node:fs";
import { Command } from "commander";
import { clustersCommand } from "./cli/clusters.ts";
import { doctorCommand } from "./cli/doctor.ts";
import { envCommand } from "./cli/env.ts";
import { report } from "./cli/exit.ts";
import { listenForInterrupts } from "./cli/interrupt.ts";
import { migrateCommand } from "./cli/migrate.ts";
import { outliveReaders } from "./cli/output.ts";
import { tenantsCommand } from "./cli/tenants.ts";

outliveReaders();
listenForInterrupts();
if (existsSync(".env")) process.loadEnvFile(".env");

const program = new Command("tenantry")
  .description("Runs a Tenantry installation: its tenants, clusters and migrations.")
  .option("--json", "print JSON, for programs")
  .configureHelp({ showGlobalOptions: true })
  .addHelpText("after", "\nExit codes: 0 done, 1 failed, 2 wrong usage, 3 partly done, 130 interrupted.")
  .addCommand(tenantsCommand())
  .addCommand(migrateCommand())
  .addCommand(clustersCommand())
  .addCommand(doctorCommand())
  .addCommand(envCommand());

/** Commands made apart do not inherit how errors end; wrong usage is ours to answer. */
function prepare(command: Command): void {
  command
    .exitOverride()
    .configureHelp({ showGlobalOptions: true })
    .showHelpAfterError("(add --help for how to use it)");
  command.commands.forEach(prepare);
}
prepare(program);

try {
  await program.parseAsync();
} catch (error) {
  process.exitCode = report(error, { json: process.argv.includes("--json") });
}
