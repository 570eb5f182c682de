import { Command } from "commander";
import { restoreArchive } from "../../archive/restore-archive.ts";
import { locateFile } from "../../archive/store/open-store.ts";
import { requireClusters } from "../find.ts";
import { examples } from "../options.ts";
import { withSession } from "../session.ts";
import { PASSPHRASE_HELP, readPassphrase } from "./passphrase.ts";
import { type CopyOptions, printCopy, tellOf, withCopyOptions } from "./print-copy.ts";

export const restoreCommand = () =>
  withCopyOptions(
    new Command("restore")
      .description(
        "make a new tenant of an archive, with its rows, settings and members; the one that it is of is " +
          `not touched. ${PASSPHRASE_HELP}`,
      )
      .argument("<file>", "a file, or s3://BUCKET/NAME"),
    "the name in the archive",
  )
    .addHelpText(
      "after",
      examples(
        "tenantry archive restore acme.tenant --as acme-yesterday",
        "tenantry archive restore acme.tenant --as acme-copy --placement database --json",
      ),
    )
    .action((file: string, { as: slug, placement: kind, ...place }: CopyOptions, command: Command) =>
      withSession(command, async ({ tier, actor, json }) => {
        await requireClusters(tier, place.cluster ? [place.cluster] : undefined);
        const { store, name } = await locateFile(file);
        const source = { open: () => store.open(name), passphrase: readPassphrase() };
        const wanted = { slug, kind, ...place, actor, onTable: tellOf(json) };
        printCopy(command, await restoreArchive(tier, source, wanted));
      }),
    );
