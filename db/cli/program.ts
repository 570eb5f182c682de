/** The `tenantry` command as a tree. */
import { Command } from "commander";
import { auditCommand } from "./audit.ts";
import { clustersCommand } from "./clusters.ts";
import { doctorCommand } from "./doctor.ts";
import { envCommand } from "./env.ts";
import { migrateCommand } from "./migrate.ts";
import { tenantsCommand } from "./tenants.ts";
import { webhooksCommand } from "./webhooks.ts";

export function tenantryProgram(): Command {
  const program = new Command("tenantry")
    .description("Runs a Tenantry installation: its tenants, clusters and migrations.")
    .option("--json", "print JSON, for programs")
    .addHelpText("after", "\nExit codes: 0 done, 1 failed, 2 wrong usage, 3 partly done, 130 interrupted.")
    .addCommand(tenantsCommand())
    .addCommand(migrateCommand())
    .addCommand(clustersCommand())
    .addCommand(webhooksCommand())
    .addCommand(auditCommand())
    .addCommand(doctorCommand())
    .addCommand(envCommand());
  prepare(program);
  return program;
}

/** Commands made apart do not inherit how errors end; wrong usage is ours to answer. */
function prepare(command: Command): void {
  command
    .exitOverride()
    .configureHelp({ showGlobalOptions: true })
    .showHelpAfterError("(add --help for how to use it)");
  command.commands.forEach(prepare);
}
