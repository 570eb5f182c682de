import { Command } from "commander";
import { fanOut } from "../../migrate/fan-out.ts";
import { confirmOrStop } from "../confirm.ts";
import { examples, type Yes, yesOption } from "../options.ts";
import { withSession } from "../session.ts";
import { followRun } from "./progress.ts";
import { selectTenants, withSelection } from "./selection.ts";
import { runOptions, type UpOptions, withRunOptions } from "./up.ts";

type Options = UpOptions & Yes & { to: string };

export const downCommand = () =>
  withRunOptions(
    withSelection(new Command("down").description("undo migrations by their down.sql, newest first")),
  )
    .requiredOption("--to <version>", "the migration that shall be the last one")
    .addOption(yesOption())
    .addHelpText("after", examples("tenantry migrate down --to 20261121231238_initial --tenant acme"))
    .action((options: Options, command: Command) =>
      withSession(command, async ({ tier, actor }) => {
        const filter = await selectTenants(tier, options);
        await confirmOrStop(
          `Go back to ${options.to}? A server that needs what is newer answers 503 for these tenants.`,
          options,
        );
        await followRun(command, (watch) =>
          fanOut(tier, {
            ...filter,
            ...runOptions(options),
            ...watch,
            downTo: options.to,
            actor,
          }),
        );
      }),
    );
