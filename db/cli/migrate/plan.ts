import { Command } from "commander";
import { type Plan, planMigrations } from "../../migrate/plan.ts";
import type { Target } from "../../migrate/targets.ts";
import { exitWith } from "../exit.ts";
import { examples } from "../options.ts";
import { print, table } from "../output.ts";
import { type Session, withSession } from "../session.ts";
import { plural } from "../text.ts";
import { codeOfSeen, seenAsJson, seenAsText } from "./seen.ts";
import { type Selection, selectTenants, withSelection } from "./selection.ts";

export const planCommand = () =>
  withSelection(new Command("plan").description("what `migrate up` would do; nothing is changed"))
    .addHelpText("after", examples("tenantry migrate plan", "tenantry migrate plan --cluster main --json"))
    .action((options: Selection, command: Command) =>
      withSession(command, (session) => printPlan(session, options, command)),
    );

export async function printPlan(session: Session, options: Selection, command: Command): Promise<void> {
  const filter = await selectTenants(session.tier, options);
  const plan = await planMigrations(session.tier, filter);
  print(command, asJson(plan), () => asText(plan));
  exitWith(codeOfSeen(plan));
}

const asJson = ({ latest, pending, targets, ...seen }: Plan) => ({
  latest,
  pending: pending.map(({ name, isTransactional }) => ({ name, transaction: isTransactional !== false })),
  behind: targets.length,
  tenants: targets.map(({ tenantId, slug, status, cluster, version }) => ({
    id: tenantId,
    slug,
    status,
    cluster,
    version,
  })),
  ...seenAsJson(seen),
});

function asText({ latest, pending, targets, ...seen }: Plan): string {
  const remarks = seenAsText(seen);
  if (targets.length === 0) {
    const whose = seen.unreached.length > 0 ? "every tenant that was reached" : "every tenant";
    return [...remarks, `Nothing to do: ${whose} has ${latest ?? "no migrations"}.`].join("\n");
  }
  const names = pending.map(({ name, isTransactional }) =>
    isTransactional === false ? `  ${name}  (without a transaction)` : `  ${name}`,
  );
  const groups = [...Map.groupBy(targets, groupOf).values()].map(toRow);
  return [
    ...remarks,
    `${plural(pending.length, "migration")} for ${plural(targets.length, "tenant")}:`,
    ...names,
    "",
    table(groups),
  ].join("\n");
}

const groupOf = ({ cluster, kind, version }: Target): string => `${cluster} ${kind} ${version}`;

const toRow = (group: Target[]) => ({
  cluster: group[0]?.cluster ?? "",
  place: group[0]?.kind ?? "",
  has: group[0]?.version ?? "none",
  tenants: group.length,
});
