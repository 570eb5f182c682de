import { Command } from "commander";
import { type ErasureLine, type ErasureReport, erasePerson } from "../../lifecycle/erase-person.ts";
import { confirmByName } from "../confirm.ts";
import { EXIT, type ExitCode, exitWith } from "../exit.ts";
import { examples, type Yes, yesOption } from "../options.ts";
import { print, table } from "../output.ts";
import { withSession } from "../session.ts";
import { date, oneLine, plural } from "../text.ts";

type Options = Yes & { dryRun?: boolean };

export const eraseCommand = () =>
  new Command("erase")
    .description(
      "forget a person everywhere: in the control plane and in every tenant. What they wrote stays, under " +
        "nobody's name. Delete them at the identity provider first",
    )
    .argument("<user>", "an id, also of who is gone already, or the address of who has signed up")
    .option("--dry-run", "only say what is known of them, and where")
    .addOption(yesOption())
    .addHelpText(
      "after",
      examples(
        "tenantry identity erase ann@example.com --dry-run",
        "tenantry identity erase user_2abc --yes --json",
      ),
    )
    .action((user: string, { dryRun = false, yes = false }: Options, command: Command) =>
      withSession(command, async ({ tier, actor }) => {
        const report = await erasePerson(tier, user, {
          actor: dryRun ? undefined : actor,
          confirm: (found) =>
            confirmByName(`${rowsOf(found.lines)}\nErase ${found.userId} for good?`, found.userId, { yes }),
        });
        print(command, report, () => asText(report));
        exitWith(codeOf(report));
      }),
    );

const rowsOf = (lines: ErasureLine[]): string =>
  lines.length > 0
    ? table(
        lines.map(({ tenant, table: name, rows, became }) => ({
          place: tenant ?? "control plane",
          table: name,
          rows,
          became,
        })),
      )
    : "Nothing of them is left.";

function asText(report: ErasureReport): string {
  const { lines, failed, isDryRun, userId, tenantsSeen } = report;
  const looked = `Looked into the control plane and ${plural(tenantsSeen, "tenant")}`;
  const done = isDryRun ? "nothing was changed." : `${userId} is erased.`;
  return [
    rowsOf(lines),
    "",
    ...holdingText(report.holding),
    ...failed.map(({ tenant, error }) => `${tenant}: ${oneLine(error)}`),
    ...(failed.length > 0 ? [`${plural(failed.length, "tenant")} not done. Run the command again.`] : []),
    ...(isWaiting(report) ? ["Messages of the identity provider still wait. Run the command again."] : []),
    `${looked}: ${done}`,
  ].join("\n");
}

function holdingText({ archives, keptRows }: ErasureReport["holding"]): string[] {
  const rows = archives.map(({ tenant, address, takenAt, endsAt }) => ({
    ...{ tenant, archive: address, taken: date(takenAt), ends: date(endsAt) },
  }));
  return [
    ...(rows.length > 0 ? ["These archives may hold them until they end:", table(rows), ""] : []),
    ...keptRows.map(
      (slug) =>
        `${slug} keeps its rows from before a restore, with them in it: tenantry archive confirm ${slug} drops those.`,
    ),
  ];
}

const isWaiting = ({ lines }: ErasureReport): boolean => lines.some(({ became }) => became === "waiting");

const codeOf = (report: ErasureReport): ExitCode =>
  report.failed.length > 0 || isWaiting(report) ? EXIT.partly : EXIT.done;
