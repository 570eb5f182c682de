/** `tenantry webhooks …` */
import { Command } from "commander";
import { listCommand } from "./webhooks/list.ts";
import { replayCommand } from "./webhooks/replay.ts";
import { showCommand } from "./webhooks/show.ts";

export const webhooksCommand = () =>
  new Command("webhooks")
    .description("messages of the identity provider: see them, and have one processed again")
    .addCommand(listCommand())
    .addCommand(showCommand())
    .addCommand(replayCommand());
