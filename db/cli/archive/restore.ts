import { Command } from "commander";
import type { ArchiveSource } from "../../archive/load-rows.ts";
import { replaceTenantData } from "../../archive/replace-tenant.ts";
import { restoreArchive } from "../../archive/restore-archive.ts";
import { locateFile } from "../../archive/store/open-store.ts";
import { confirmOrStop } from "../confirm.ts";
import { UsageError } from "../exit.ts";
import { findTenant, requireClusters } from "../find.ts";
import { examples, type Yes, yesOption } from "../options.ts";
import { print } from "../output.ts";
import { type Session, withSession } from "../session.ts";
import { plural } from "../text.ts";
import { PASSPHRASE_HELP, readPassphrase } from "./passphrase.ts";
import { type CopyOptions, printCopy, tellOf, withCopyOptions } from "./print-copy.ts";

type Options = CopyOptions & Yes & { into?: string };

export const restoreCommand = () =>
  withCopyOptions(
    new Command("restore")
      .description(
        "make a new tenant of an archive, with its rows, settings and members; the one that it is of is not " +
          `touched. Or replace the rows of that one. ${PASSPHRASE_HELP}`,
      )
      .argument("<file>", "a file, or s3://BUCKET/NAME")
      .option("--as <slug>", "the label of the new tenant's hostname")
      .option(
        "--into <tenant>",
        "replace its rows by those of its archive; it is read-only meanwhile, and its former rows are kept " +
          "until `archive confirm`, or `archive undo`",
      ),
    "the name in the archive",
  )
    .addOption(yesOption())
    .addHelpText(
      "after",
      examples(
        "tenantry archive restore acme.tenant --as acme-yesterday",
        "tenantry archive restore acme.tenant --as acme-copy --placement database --json",
        "tenantry archive restore acme.tenant --into acme",
      ),
    )
    .action((file: string, { as: slug, into, ...options }: Options, command: Command) =>
      withSession(command, async (session) => {
        if (slug && into) throw new UsageError("Say one of them: --as SLUG, or --into TENANT.");
        if (into) return replace(session, { file, name: into, options }, command);
        if (!slug) throw new UsageError("Say where to: --as SLUG, or --into TENANT.");
        await restoreAs(session, { file, slug, options }, command);
      }),
    );

async function locate(file: string): Promise<ArchiveSource> {
  const { store, name } = await locateFile(file);
  return { open: () => store.open(name), passphrase: readPassphrase() };
}

async function restoreAs(
  { tier, actor, json }: Session,
  { file, slug, options }: { file: string; slug: string; options: CopyOptions },
  command: Command,
): Promise<void> {
  const { placement: kind, name, cluster, region } = options;
  await requireClusters(tier, cluster ? [cluster] : undefined);
  const wanted = { slug, kind, name, cluster, region, actor, onTable: tellOf(json) };
  printCopy(command, await restoreArchive(tier, await locate(file), wanted));
}

async function replace(
  { tier, actor, json }: Session,
  { file, name, options }: { file: string; name: string; options: CopyOptions & Yes },
  command: Command,
): Promise<void> {
  if (options.name ?? options.placement ?? options.cluster ?? options.region)
    throw new UsageError("With --into the tenant stays where it is, and is called as it is.");
  const { id, slug } = await findTenant(tier, name);
  const question = `Replace all rows of ${slug} by those of ${file}? It is read-only until they are there; its former rows are kept.`;
  await confirmOrStop(question, options);
  const { tenant, archive } = await replaceTenantData(tier, id, await locate(file), {
    actor,
    onTable: tellOf(json),
  });
  const { takenAt } = archive.description;
  const tables = archive.manifest.tables.filter(({ plane }) => plane === "tenant");
  const rows = tables.reduce((sum, facts) => sum + facts.rows, 0);
  print(command, { id, slug, status: tenant.status, takenAt, rows, tables }, () =>
    [
      `${slug} is ${tenant.status}, with ${plural(rows, "row")} as of ${takenAt}. Its former rows are kept:`,
      `  tenantry archive confirm ${slug}   drops them, once all is well`,
      `  tenantry archive undo ${slug}      has them back`,
    ].join("\n"),
  );
}
