/** `tenantry tenants …` */
import { Command } from "commander";
import { continueCommand } from "./tenants/continue.ts";
import { createCommand } from "./tenants/create.ts";
import { listCommand } from "./tenants/list.ts";
import { moveCommand } from "./tenants/move.ts";
import { rotateLoginCommand } from "./tenants/rotate-login.ts";
import { showCommand } from "./tenants/show.ts";
import {
  deleteCommand,
  ownerCommand,
  planCommand,
  purgeCommand,
  readOnlyCommand,
  renameCommand,
  restoreCommand,
  resumeCommand,
  suspendCommand,
} from "./tenants/states.ts";
import { warmCommand } from "./tenants/warm.ts";

export const tenantsCommand = () =>
  new Command("tenants")
    .description("tenants: see, make and change them")
    .addCommand(listCommand())
    .addCommand(showCommand())
    .addCommand(createCommand())
    .addCommand(readOnlyCommand())
    .addCommand(suspendCommand())
    .addCommand(resumeCommand())
    .addCommand(renameCommand())
    .addCommand(planCommand())
    .addCommand(moveCommand())
    .addCommand(rotateLoginCommand())
    .addCommand(ownerCommand())
    .addCommand(deleteCommand())
    .addCommand(restoreCommand())
    .addCommand(purgeCommand())
    .addCommand(continueCommand())
    .addCommand(warmCommand());
