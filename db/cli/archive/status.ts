import { Command } from "commander";
import { keepingOf } from "../../archive/keeping.ts";
import { type ArchiveStanding, listArchiveStandings } from "../../control/archive-standing.ts";
import { entitlementsOf } from "../../control/entitlements.ts";
import { readDataEnv } from "../../env.ts";
import { EXIT, exitWith } from "../exit.ts";
import { examples } from "../options.ts";
import { print, table } from "../output.ts";
import { withSession } from "../session.ts";
import { date, bytes as inBytes, oneLine, plural } from "../text.ts";

type Options = { overdue?: boolean };

export const statusCommand = () =>
  new Command("status")
    .description("how old and how large the last good archive of each tenant is, and which are overdue")
    .option("--overdue", "only those that are older than their plan promises")
    .addHelpText(
      "after",
      `\nExits with 3 where some are overdue.\n${examples("tenantry archive status", "tenantry archive status --overdue --json")}`,
    )
    .action((options: Options, command: Command) =>
      withSession(command, async ({ tier }) => {
        const store = keepingOf(readDataEnv())?.address ?? null;
        const all = await tier.controlDb.read((tx) => listArchiveStandings(tx));
        const overdue = all.filter(({ isOverdue }) => isOverdue);
        const shown = options.overdue ? overdue : all;
        const told = { store, total: all.length, overdue: overdue.length, tenants: shown.map(toldOf) };
        print(command, told, () => asText(shown, told));
        exitWith(overdue.length > 0 ? EXIT.partly : EXIT.done);
      }),
    );

const toldOf = ({ tenantId: id, slug, status, plan, last, isOverdue, failure }: ArchiveStanding) => ({
  ...{ id, slug, status, plan, everyHours: entitlementsOf(plan).archiveEveryHours, isOverdue },
  ...{ last, failure },
});

function asText(
  shown: ArchiveStanding[],
  { store, total, overdue }: { store: string | null; total: number; overdue: number },
): string {
  const rows = shown.map(({ slug, plan, last, isOverdue, failure }) => ({
    tenant: slug,
    plan,
    state: isOverdue ? "OVERDUE" : last ? "good" : "none yet",
    "taken at": date(last?.takenAt ?? null),
    size: last ? inBytes(last.bytes ?? 0) : "–",
    "drilled at": date(last?.drilledAt ?? null),
    problem: oneLine(failure?.error ?? null),
  }));
  const where = store ?? "nowhere: ARCHIVE_STORE is not set, and none are taken by themselves";
  const counts = `${plural(total, "tenant")}, ${overdue} overdue. Kept in ${where}.`;
  return [...(rows.length > 0 ? [table(rows), ""] : []), counts].join("\n");
}
