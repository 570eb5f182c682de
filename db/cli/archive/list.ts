import { Command } from "commander";
import { openStore } from "../../archive/store/open-store.ts";
import type { ArchiveStore } from "../../archive/store/store.ts";
import { type FoundArchive, listArchives, type UnreadFile } from "../../archive/stored-archives.ts";
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
    .argument("<folder>", "a folder, or s3://BUCKET/PREFIX")
    .addHelpText(
      "after",
      examples("tenantry archive list /backups/acme", "tenantry archive list s3://backups/acme --json"),
    )
    .action(async (folder: string, _options: object, command: Command) => {
      const { archives, unread } = await readStore(folder);
      const told = { archives: archives.map(toldOf), unread: unread.map(unreadOf) };
      print(command, told, () => [asTable(archives), ...unread.map(sentence)].join("\n"));
    });

export async function readStore(
  address: string,
): Promise<{ store: ArchiveStore; archives: FoundArchive[]; unread: UnreadFile[] }> {
  const store = await openStore(address);
  return { store, ...(await listArchives(store, { passphrase: readPassphrase() })) };
}

export const toldOf = ({ file, bytes, description }: FoundArchive) => ({
  file,
  tenant: description.tenant.slug,
  id: description.tenant.id,
  takenAt: description.takenAt,
  bytes,
});

export const unreadOf = ({ file, bytes, why }: UnreadFile) => ({ file, bytes, why });

export const asTable = (archives: FoundArchive[]): string =>
  table(
    archives.map(({ file, bytes, description: { tenant, takenAt } }) => ({
      ...{ file, tenant: tenant.slug, id: tenant.id },
      ...{ "taken at": takenAt, size: inBytes(bytes) },
    })),
  );

/** One that cannot be read is named, and not passed over. */
export const sentence = ({ file, why }: UnreadFile): string => `${file}: ${why}`;
