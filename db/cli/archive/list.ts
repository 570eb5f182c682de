import { Command } from "commander";
import { type FoundArchive, listArchives, type UnreadFile } from "../../archive/folder.ts";
import { UsageError } from "../exit.ts";
import { examples } from "../options.ts";
import { print, table } from "../output.ts";
import { bytes as inBytes } from "../text.ts";
import { PASSPHRASE_HELP, readPassphrase } from "./passphrase.ts";

export const listCommand = () =>
  new Command("list")
    .description(
      "which archives a folder has, of which tenant and when; none is read to its end. Encrypted ones tell " +
        `it with their passphrase. ${PASSPHRASE_HELP}`,
    )
    .argument("<folder>")
    .addHelpText("after", examples("tenantry archive list /backups/acme", "tenantry archive list . --json"))
    .action(async (folder: string, _options: object, command: Command) => {
      const { archives, unread } = await readFolder(folder);
      const told = { archives: archives.map(toldOf), unread };
      print(command, told, () => [asTable(archives), ...unread.map(sentence)].join("\n"));
    });

/** Throws UsageError where the folder cannot be read. */
export async function readFolder(
  folder: string,
): Promise<{ archives: FoundArchive[]; unread: UnreadFile[] }> {
  return listArchives(folder, { passphrase: readPassphrase() }).catch((error: NodeJS.ErrnoException) => {
    throw error.syscall === "scandir" ? new UsageError(`${folder} cannot be read: ${error.message}.`) : error;
  });
}

export const toldOf = ({ file, bytes, description }: FoundArchive) => ({
  file,
  tenant: description.tenant.slug,
  id: description.tenant.id,
  takenAt: description.takenAt,
  bytes,
});

export const asTable = (archives: FoundArchive[]): string =>
  table(
    archives.map(({ file, bytes, description: { tenant, takenAt } }) => ({
      ...{ file, tenant: tenant.slug, id: tenant.id },
      ...{ "taken at": takenAt, size: inBytes(bytes) },
    })),
  );

/** One that cannot be read is named, and not passed over. */
export const sentence = ({ file, why }: UnreadFile): string => `${file}: ${why}`;
