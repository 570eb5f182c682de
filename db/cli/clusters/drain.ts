import { Command } from "commander";
import { setClusterStatus } from "../../control/clusters.ts";
import { UsageError } from "../exit.ts";
import { requireClusters } from "../find.ts";
import { examples, yesOption } from "../options.ts";
import { print } from "../output.ts";
import { type Session, withSession } from "../session.ts";
import { type ManyMoveOptions, moveAway, withManyMoveOptions } from "../tenants/move-many.ts";

type Options = ManyMoveOptions & { undo?: boolean; move?: boolean };

export const drainCommand = () =>
  withManyMoveOptions(
    new Command("drain")
      .description("place no new tenants on a cluster; those that live there stay, unless they are moved")
      .argument("<name>")
      .option("--undo", "let it take new tenants again")
      .option("--move", "move those that live there to where there is room, while their members work"),
  )
    .option("--dry-run", "only show which would be moved, and where to")
    .addOption(yesOption())
    .addHelpText(
      "after",
      examples("tenantry clusters drain eu1", "tenantry clusters drain eu1 --move --dry-run"),
    )
    .action(async (name: string, options: Options, command: Command) => {
      if (options.undo && options.move) throw new UsageError("Say one of them: --undo, or --move.");
      if (!options.move && (options.dryRun || options.limit))
        throw new UsageError("--dry-run and --limit are about what is moved: add --move.");
      await withSession(command, async (session) => {
        if (!options.move) return setStatus(session, name, options, command);
        await drain(session, name, options, command);
      });
    });

async function setStatus(
  { tier, actor }: Session,
  name: string,
  { undo }: Options,
  command: Command,
): Promise<void> {
  const status = undo ? "accepting" : "draining";
  const changed = await tier.controlDb.write((tx) => setClusterStatus(tx, name, status, { actor }));
  const message = changed
    ? `Cluster ${name} is ${status}.`
    : `Cluster ${name} is ${status} already; nothing was changed.`;
  print(command, { name, status, changed, message }, () => message);
}

/** Drained before its tenants are asked for: none comes after that. */
async function drain(session: Session, name: string, options: Options, command: Command): Promise<void> {
  const { tier, actor } = session;
  await requireClusters(tier, [name]);
  if (!options.dryRun) await tier.controlDb.write((tx) => setClusterStatus(tx, name, "draining", { actor }));
  await moveAway(session, { from: name, limit: options.limit }, options, command);
}
