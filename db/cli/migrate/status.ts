import { Command } from "commander";
import { migrationStatus, type Status } from "../../migrate/plan.ts";
import { EXIT, exitWith } from "../exit.ts";
import { examples } from "../options.ts";
import { print, table } from "../output.ts";
import { withSession } from "../session.ts";
import { date, plural } from "../text.ts";

export const statusCommand = () =>
  new Command("status")
    .description("how many tenants have which version, and the last run")
    .option("--check", "exit with 3 where a tenant is behind: for a deployment")
    .addHelpText("after", examples("tenantry migrate status", "tenantry migrate status --check --json"))
    .action((options: { check?: boolean }, command: Command) =>
      withSession(command, async ({ tier }) => {
        const status = await tier.controlDb.read((tx) => migrationStatus(tx));
        print(command, status, () => asText(status));
        if (options.check && status.behind > 0) exitWith(EXIT.partly);
      }),
    );

function asText({ latest, total, behind, versions, lastRun }: Status): string {
  const rows = versions.map(({ cluster, version, tenants, isBehind }) => ({
    cluster,
    version: version ?? "none",
    tenants,
    state: isBehind ? "behind" : "current",
  }));
  const last = lastRun
    ? `Last run: ${lastRun.command} ${lastRun.state}, ${lastRun.done} done, ${lastRun.failed} failed, ${date(lastRun.startedAt)} by ${lastRun.startedBy}.`
    : "No run yet.";
  return [
    `Latest: ${latest ?? "none"}`,
    `${plural(total - behind, "tenant")} current, ${behind} behind.`,
    ...(rows.length > 0 ? ["", table(rows)] : []),
    "",
    last,
  ].join("\n");
}
