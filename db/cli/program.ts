/** The `tenantry` command as a tree. */
import { Command } from "commander";
import { archiveCommand } from "./archive.ts";
import { auditCommand } from "./audit.ts";
import { clustersCommand } from "./clusters.ts";
import { doctorCommand } from "./doctor.ts";
import { envCommand } from "./env.ts";
import type { Reconcile } from "./identity/reconcile.ts";
import { identityCommand } from "./identity.ts";
import { migrateCommand } from "./migrate.ts";
import { secretsCommand } from "./secrets.ts";
import { tenantsCommand } from "./tenants.ts";
import { webhooksCommand } from "./webhooks.ts";

/** What the commands reach that is not in the data tier. */
export type Doors = { reconcile: Reconcile };

/** Where only its tree is read, nobody is there to be reached. */
const NO_DOORS: Doors = { reconcile: () => Promise.reject(new Error("No identity provider is reached.")) };

export function tenantryProgram({ reconcile }: Doors = NO_DOORS): Command {
  const program = new Command("tenantry")
    .description("Runs a Tenantry installation: its tenants, clusters and migrations.")
    .option("--json", "print JSON, for programs")
    .addHelpText("after", "\nExit codes: 0 done, 1 failed, 2 wrong usage, 3 partly done, 130 interrupted.")
    .addCommand(tenantsCommand())
    .addCommand(migrateCommand())
    .addCommand(archiveCommand())
    .addCommand(clustersCommand())
    .addCommand(webhooksCommand())
    .addCommand(identityCommand(reconcile))
    .addCommand(secretsCommand())
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
