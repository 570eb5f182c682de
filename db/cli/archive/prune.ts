import { Command, InvalidArgumentError } from "commander";
import type { ArchiveStore } from "../../archive/store/store.ts";
import { type FoundArchive, type Keeping, listSuperfluous } from "../../archive/stored-archives.ts";
import { type Actor, recordAudit } from "../../control/audit-log.ts";
import type { DataTier } from "../../data-tier.ts";
import { confirmOrStop } from "../confirm.ts";
import { UsageError } from "../exit.ts";
import { examples, wholeNumber, type Yes, yesOption } from "../options.ts";
import { print } from "../output.ts";
import { withSession } from "../session.ts";
import { plural } from "../text.ts";
import { asTable, readStore, sentence, toldOf, unreadOf } from "./list.ts";
import { PASSPHRASE_HELP, readPassphrase } from "./passphrase.ts";

type Options = Yes & { keep?: number; olderThan?: number; dryRun?: boolean };

const MOST = 100_000;

/** `30d`. */
function days(value: string): number {
  const [, number] = /^(\d{1,5})d$/.exec(value) ?? [];
  if (number) return Number(number);
  throw new InvalidArgumentError("It must be a number of days, as 30d.");
}

export const pruneCommand = () =>
  new Command("prune")
    .description(
      "remove archives of a folder that are no longer wanted: of each tenant the newest that can be restored " +
        `stays, and every file that is none. ${PASSPHRASE_HELP}`,
    )
    .argument("<folder>", "a folder, or s3://BUCKET/PREFIX")
    .option("--keep <number>", "keep so many of each tenant, the newest", wholeNumber(1, MOST))
    .option("--older-than <days>", "remove those that were taken before so many days, as 30d", days)
    .option("--dry-run", "only say which")
    .addOption(yesOption())
    .addHelpText(
      "after",
      examples(
        "tenantry archive prune /backups/acme --keep 14 --dry-run",
        "tenantry archive prune /backups/acme --older-than 30d --yes",
      ),
    )
    .action(async (folder: string, options: Options, command: Command) => {
      const keeping = keepingOf(options);
      const { store, archives, unread } = await readStore(folder);
      const removed = await listSuperfluous(store, archives, keeping, { passphrase: readPassphrase() });
      const told = {
        removed: removed.map(toldOf),
        kept: archives.length - removed.length,
        unread: unread.map(unreadOf),
      };
      const isDone = removed.length > 0 && !options.dryRun;
      if (isDone) {
        await confirmOrStop(`${asTable(removed)}\nRemove ${plural(removed.length, "archive")}?`, options);
        await withSession(command, ({ tier, actor }) => removeAll(tier, actor, store, removed));
      }
      print(command, { ...told, isDone }, () => {
        const which = isDone ? "removed" : "would be removed";
        const counts = `${plural(removed.length, "archive")} ${which}, ${told.kept} kept.`;
        return [...(removed.length > 0 ? [asTable(removed)] : []), ...unread.map(sentence), counts].join(
          "\n",
        );
      });
    });

function keepingOf({ keep, olderThan }: Options): Keeping {
  if (keep !== undefined && olderThan === undefined) return { newest: keep };
  if (olderThan !== undefined && keep === undefined) return { days: olderThan };
  throw new UsageError("Say which: --keep NUMBER, or --older-than DAYS.");
}

/** Written down for each tenant before its first is gone. */
async function removeAll(
  tier: DataTier,
  actor: Actor,
  store: ArchiveStore,
  removed: FoundArchive[],
): Promise<void> {
  for (const [tenantId, own] of Map.groupBy(removed, ({ description }) => description.tenant.id)) {
    const detail = { count: own.length };
    await tier.controlDb.write((tx) => recordAudit(tx, { actor, action: "archive.prune", tenantId, detail }));
    for (const { name } of own) await store.remove(name);
  }
}
