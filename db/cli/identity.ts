/** `tenantry identity …` */
import { Command } from "commander";
import { eraseCommand } from "./identity/erase.ts";
import { mergeCommand } from "./identity/merge.ts";
import { type Reconcile, reconcileCommand } from "./identity/reconcile.ts";

export const identityCommand = (reconcile: Reconcile) =>
  new Command("identity")
    .description("what is known of people and organizations, and what the identity provider has")
    .addCommand(reconcileCommand(reconcile))
    .addCommand(mergeCommand())
    .addCommand(eraseCommand());
