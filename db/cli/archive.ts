/** `tenantry archive …`: one tenant as one file. */
import { Command } from "commander";
import { cloneCommand } from "./archive/clone.ts";
import { createCommand } from "./archive/create.ts";
import { drillCommand } from "./archive/drill.ts";
import { confirmCommand, undoCommand } from "./archive/kept.ts";
import { listCommand } from "./archive/list.ts";
import { pruneCommand } from "./archive/prune.ts";
import { restoreCommand } from "./archive/restore.ts";
import { statusCommand } from "./archive/status.ts";
import { verifyCommand } from "./archive/verify.ts";

export const archiveCommand = () =>
  new Command("archive")
    .description("one tenant as one file")
    .addCommand(createCommand())
    .addCommand(verifyCommand())
    .addCommand(listCommand())
    .addCommand(pruneCommand())
    .addCommand(statusCommand())
    .addCommand(drillCommand())
    .addCommand(restoreCommand())
    .addCommand(confirmCommand())
    .addCommand(undoCommand())
    .addCommand(cloneCommand());
