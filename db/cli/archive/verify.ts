import { Command } from "commander";
import { type VerifiedArchive, verifyArchive } from "../../archive/read-archive.ts";
import { locateFile } from "../../archive/store/open-store.ts";
import { examples } from "../options.ts";
import { print, table } from "../output.ts";
import { facts } from "../text.ts";
import { PASSPHRASE_HELP, readPassphrase } from "./passphrase.ts";

export const verifyCommand = () =>
  new Command("verify")
    .description(
      `read an archive to its end, and compare every row with what it says of itself. ${PASSPHRASE_HELP}`,
    )
    .argument("<file>", "a file, or s3://BUCKET/NAME")
    .addHelpText("after", examples("tenantry archive verify acme.tenant"))
    .action(async (file: string, _options: object, command: Command) => {
      const { store, name } = await locateFile(file);
      const found = await verifyArchive(store.open(name), { passphrase: readPassphrase() });
      print(command, { ...found.description, tables: found.manifest.tables }, () => asText(file, found));
    });

const asText = (file: string, { description, manifest }: VerifiedArchive): string =>
  [
    facts([
      ["file", file],
      ["tenant", `${description.tenant.slug} (${description.tenant.id})`],
      ["taken at", description.takenAt],
      ["version", description.migrations.at(-1)?.name],
    ]),
    table(manifest.tables.map(({ plane, name, rows, hash }) => ({ table: name, plane, rows, hash }))),
    "Whole, and as it was written.",
  ].join("\n\n");
