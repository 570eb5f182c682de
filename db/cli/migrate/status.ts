import { Command } from "commander";
import { migrationStatus, type Status, type VersionState } from "../../migrate/plan.ts";
import { EXIT, exitWith } from "../exit.ts";
import { examples } from "../options.ts";
import { print, table } from "../output.ts";
import { withSession } from "../session.ts";
import { date, plural } from "../text.ts";
import { codeOfSeen, seenAsJson, seenAsText } from "./seen.ts";

export const statusCommand = () =>
  new Command("status")
    .description("how many tenants have which version, and the last run")
    .option("--check", "exit with 3 where a tenant is behind: for a deployment")
    .addHelpText("after", examples("tenantry migrate status", "tenantry migrate status --check --json"))
    .action((options: { check?: boolean }, command: Command) =>
      withSession(command, async ({ tier }) => {
        const status = await migrationStatus(tier);
        print(command, { ...status, ...seenAsJson(status) }, () => asText(status));
        const code = codeOfSeen(status);
        exitWith(options.check && status.behind > 0 && code === EXIT.done ? EXIT.partly : code);
      }),
    );

function asText({ latest, total, versions, lastRun, ...seen }: Status): string {
  const rows = versions.map(({ cluster, version, tenants, state }) => ({
    cluster,
    version: version ?? "none",
    tenants,
    state,
  }));
  const last = lastRun
    ? `Last run: ${lastRun.command} ${lastRun.state}, ${lastRun.done} done, ${lastRun.failed} failed, ${date(lastRun.startedAt)} by ${lastRun.startedBy}.`
    : "No run yet.";
  const count = (wanted: VersionState) =>
    versions.reduce((sum, row) => sum + (row.state === wanted ? row.tenants : 0), 0);
  return [
    `Latest: ${latest ?? "none"}`,
    `${plural(count("current"), "tenant")} current, ${count("behind")} behind, ${count("not reached")} not reached, of ${total}.`,
    ...seenAsText(seen),
    ...(rows.length > 0 ? ["", table(rows)] : []),
    "",
    last,
  ].join("\n");
}
