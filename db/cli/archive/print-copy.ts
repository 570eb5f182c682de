/** What is said of a tenant while it is made of an archive, and when it is there. */
import type { Command } from "commander";
import type { TableFacts } from "../../archive/format.ts";
import type { Restored } from "../../archive/restore-archive.ts";
import type { PlacementKind } from "../../routing/placement.ts";
import { placementOption } from "../options.ts";
import { print } from "../output.ts";
import { plural } from "../text.ts";

export type CopyOptions = {
  as?: string;
  name?: string;
  placement?: PlacementKind;
  cluster?: string;
  region?: string;
};

export const withCopyOptions = (command: Command, nameDefault: string): Command =>
  command
    .option("--name <name>", `what people see; default ${nameDefault}`)
    .addOption(placementOption("where its data lives; default what its plan says"))
    .option("--cluster <name>", "in this cluster; default the one with the most room")
    .option("--region <region>", "in a cluster of this region");

export const withSlug = (command: Command): Command =>
  command.requiredOption("--as <slug>", "the label of the new tenant's hostname");

/** On a terminal, as each table is there. */
export const tellOf = (json: boolean) =>
  json || !process.stderr.isTTY
    ? undefined
    : ({ name, rows }: TableFacts) => console.error(`  ${name}: ${plural(rows, "row")}`);

export function printCopy(command: Command, { tenant, archive }: Restored): void {
  const { id, slug, name, status, placement, schemaVersion: version } = tenant;
  const { kind, cluster, schema } = placement;
  const { tenant: source, takenAt } = archive.description;
  const tables = archive.manifest.tables.filter(({ plane }) => plane === "tenant");
  const rows = tables.reduce((sum, facts) => sum + facts.rows, 0);
  const told = { id, slug, name, status, version, placement: { kind, cluster, schema }, rows, tables };
  print(command, { ...told, source: { id: source.id, slug: source.slug, takenAt } }, () =>
    [
      `${slug} is ${status}: a ${kind} in cluster ${cluster}, ${plural(rows, "row")} as of ${takenAt}.`,
      `  ${schema}`,
    ].join("\n"),
  );
}
