import { Command } from "commander";
import type { TableFacts } from "../../archive/format.ts";
import { type Restored, restoreArchive } from "../../archive/restore-archive.ts";
import type { PlacementKind } from "../../routing/placement.ts";
import { requireClusters } from "../find.ts";
import { examples, placementOption } from "../options.ts";
import { print } from "../output.ts";
import { withSession } from "../session.ts";
import { plural } from "../text.ts";
import { PASSPHRASE_HELP, readPassphrase } from "./passphrase.ts";
import { bytesOf } from "./read-file.ts";

type Options = {
  as: string;
  name?: string;
  placement?: PlacementKind;
  cluster?: string;
  region?: string;
};

export const restoreCommand = () =>
  new Command("restore")
    .description(
      "make a new tenant of an archive, with its rows, settings and members; the one that it is of is " +
        `not touched. ${PASSPHRASE_HELP}`,
    )
    .argument("<file>")
    .requiredOption("--as <slug>", "the label of the new tenant's hostname")
    .option("--name <name>", "what people see; default the name in the archive")
    .addOption(placementOption("where its data lives; default what its plan says"))
    .option("--cluster <name>", "in this cluster; default the one with the most room")
    .option("--region <region>", "in a cluster of this region")
    .addHelpText(
      "after",
      examples(
        "tenantry archive restore acme.tenant --as acme-yesterday",
        "tenantry archive restore acme.tenant --as acme-copy --placement database --json",
      ),
    )
    .action((file: string, options: Options, command: Command) =>
      withSession(command, async ({ tier, actor, json }) => {
        const { as: slug, name, placement: kind, cluster, region } = options;
        await requireClusters(tier, cluster ? [cluster] : undefined);
        const source = { open: () => bytesOf(file), passphrase: readPassphrase() };
        const wanted = { slug, name, kind, cluster, region, actor };
        printCopy(command, await restoreArchive(tier, source, { ...wanted, onTable: tellOf(json) }));
      }),
    );

/** On a terminal, as each table is there. */
const tellOf = (json: boolean) =>
  json || !process.stderr.isTTY
    ? undefined
    : ({ name, rows }: TableFacts) => console.error(`  ${name}: ${plural(rows, "row")}`);

function printCopy(command: Command, { tenant, archive }: Restored): void {
  const { id, slug, name, status, placement, schemaVersion: version } = tenant;
  const { kind, cluster, schema } = placement;
  const { tenant: source, takenAt } = archive.description;
  const tables = archive.manifest.tables.filter(({ plane }) => plane === "tenant");
  const rows = tables.reduce((sum, facts) => sum + facts.rows, 0);
  const told = { id, slug, name, status, version, placement: { kind, cluster, schema }, rows, tables };
  print(command, { ...told, source: { id: source.id, slug: source.slug, takenAt } }, () =>
    [
      `${slug} is ${status}: a ${kind} in cluster ${cluster}, ${plural(rows, "row")} of ${source.slug} as of ${takenAt}.`,
      `  ${schema}`,
    ].join("\n"),
  );
}
