import { Command } from "commander";
import type { Actor } from "../../control/audit-log.ts";
import type { ReconcileLine, ReconcileObject, ReconcileReport } from "../../control/reconcile-report.ts";
import type { DataTier } from "../../data-tier.ts";
import { EXIT, exitWith } from "../exit.ts";
import { examples } from "../options.ts";
import { print, table } from "../output.ts";
import { withSession } from "../session.ts";
import { oneLine, plural } from "../text.ts";

type Asked = { actor: Actor; isDryRun: boolean; removesMany: boolean };

/** Given by whoever starts the command: nothing here knows the identity provider. */
export type Reconcile = (tier: DataTier, asked: Asked) => Promise<ReconcileReport>;

type Options = { dryRun?: boolean; removeMany?: boolean };

export const reconcileCommand = (reconcile: Reconcile) =>
  new Command("reconcile")
    .description(
      "compare everything with the identity provider, and repair what its messages did not bring; the worker does so every night",
    )
    .option("--dry-run", "only say what would be repaired")
    .option("--remove-many", "also where very many are gone at the provider, as after another key was set")
    .addHelpText(
      "after",
      examples("tenantry identity reconcile --dry-run", "tenantry identity reconcile --json"),
    )
    .action(({ dryRun = false, removeMany = false }: Options, command: Command) =>
      withSession(command, async ({ tier, actor }) => {
        const report = await reconcile(tier, { actor, isDryRun: dryRun, removesMany: removeMany });
        print(command, report, () => asText(report));
        exitWith(codeOf(report));
      }),
    );

function asText(report: ReconcileReport): string {
  const { lines } = report;
  const rows = lines.length > 0 ? [table(lines.map(toRow)), ""] : [];
  return [...rows, summary(report)].join("\n");
}

const toRow = ({ object, id, change, tenant, detail, outcome, error }: ReconcileLine) => ({
  object,
  id,
  change,
  tenant,
  detail: detail ?? "",
  outcome: error ? `${outcome}: ${oneLine(error)}` : outcome,
});

const MANY: Record<ReconcileObject, [one: string, many: string]> = {
  user: ["person", "people"],
  organization: ["organization", "organizations"],
  membership: ["membership", "memberships"],
  invitation: ["invitation", "invitations"],
  session: ["session", "sessions"],
  members: ["tenant's own members", "tenants' own members"],
};

function summary({ seen, lines, isDryRun }: ReconcileReport): string {
  const compared = (Object.keys(MANY) as ReconcileObject[]).map((kind) => plural(seen[kind], ...MANY[kind]));
  const count = (wanted: ReconcileLine["outcome"]) =>
    lines.filter(({ outcome }) => outcome === wanted).length;
  const done = isDryRun
    ? `${count("found")} would be repaired; nothing was changed`
    : `${count("repaired")} repaired, ${count("failed")} failed`;
  return `Compared ${compared.join(", ")}: ${done}, ${count("kept")} kept as they are.`;
}

function codeOf({ lines }: ReconcileReport) {
  const failed = lines.filter(({ outcome }) => outcome === "failed").length;
  if (failed === 0) return EXIT.done;
  return lines.some(({ outcome }) => outcome === "repaired") ? EXIT.partly : EXIT.failed;
}
