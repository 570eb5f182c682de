import { Command } from "commander";
import { type Plan, planMigrations } from "../../migrate/plan.ts";
import type { Target } from "../../migrate/targets.ts";
import { examples } from "../options.ts";
import { print, table } from "../output.ts";
import { type Session, withSession } from "../session.ts";
import { plural } from "../text.ts";
import { type Selection, selectTenants, withSelection } from "./selection.ts";

export const planCommand = () =>
  withSelection(new Command("plan").description("what `migrate up` would do; nothing is changed"))
    .addHelpText("after", examples("tenantry migrate plan", "tenantry migrate plan --cluster main --json"))
    .action((options: Selection, command: Command) =>
      withSession(command, (session) => printPlan(session, options, command)),
    );

export async function printPlan(session: Session, options: Selection, command: Command): Promise<void> {
  const filter = await selectTenants(session.tier, options);
  const plan = await session.tier.controlDb.read((tx) => planMigrations(tx, filter));
  print(command, asJson(plan), () => asText(plan));
}

const asJson = ({ latest, pending, targets }: Plan) => ({
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
});

function asText({ latest, pending, targets }: Plan): string {
  if (targets.length === 0) return `Nothing to do: every tenant has ${latest ?? "no migrations"}.`;
  const names = pending.map(({ name, isTransactional }) =>
    isTransactional === false ? `  ${name}  (without a transaction)` : `  ${name}`,
  );
  const groups = [...Map.groupBy(targets, groupOf).values()].map(toRow);
  return [
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
