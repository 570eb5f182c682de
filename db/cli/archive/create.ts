import { Command } from "commander";
import { locateFile } from "../../archive/store/open-store.ts";
import { createArchive } from "../../archive/write-archive.ts";
import { type Actor, type AuditRecord, recordAudit } from "../../control/audit-log.ts";
import type { Tenant } from "../../routing/tenant.ts";
import { findTenant } from "../find.ts";
import { examples } from "../options.ts";
import { print, table } from "../output.ts";
import { withSession } from "../session.ts";
import { bytes as inBytes, plural } from "../text.ts";
import { PASSPHRASE_HELP, requirePassphrase } from "./passphrase.ts";
import { requireReadablePlace } from "./require-place.ts";

type Options = { out?: string; encrypt?: boolean };

export const createCommand = () =>
  new Command("create")
    .description("write all that belongs to a tenant, of both planes, into one file; it goes on being served")
    .argument("<tenant>", "slug or id")
    .option("--out <file>", "where to, a file or s3://BUCKET/NAME; default: the slug and the time, here")
    .option("--encrypt", `encrypt it with a passphrase. ${PASSPHRASE_HELP}`)
    .addHelpText(
      "after",
      examples(
        "tenantry archive create acme --out acme.tenant",
        "tenantry archive create acme --out s3://backups/acme/today.tenant --encrypt",
      ),
    )
    .action((name: string, options: Options, command: Command) => {
      const passphrase = options.encrypt ? requirePassphrase() : undefined;
      const isEncrypted = passphrase !== undefined;
      return withSession(command, async ({ tier, actor }) => {
        const tenant = await findTenant(tier, name);
        requireReadablePlace(tenant);
        const file = options.out ?? nameOf(tenant);
        const { store, name: stored } = await locateFile(file);
        await store.requireFree(stored);
        // Before anything is handed out: whoever takes something along is in the log.
        await tier.controlDb.write((tx) => recordAudit(tx, auditOf(tenant, actor, { isEncrypted })));
        let size = 0;
        const write = async (bytes: AsyncIterable<Buffer>) => {
          size = await store.put(stored, bytes);
        };
        const manifest = await createArchive(tier, tenant, write, { passphrase });
        const rows = manifest.tables.reduce((sum, facts) => sum + facts.rows, 0);
        const told = { file, bytes: size, rows, isEncrypted, tables: manifest.tables };
        print(
          command,
          told,
          () =>
            `${table(manifest.tables.map(({ plane, name: of, rows: n }) => ({ table: of, plane, rows: n })))}\n\n` +
            `${file}: ${plural(rows, "row")}, ${inBytes(size)}. \`tenantry archive verify ${file}\` reads it again.`,
        );
      });
    });

const auditOf = ({ id: tenantId }: Tenant, actor: Actor, detail: { isEncrypted: boolean }): AuditRecord => ({
  ...{ actor, tenantId, detail },
  action: "archive.create",
});

const nameOf = ({ slug }: Tenant): string =>
  `${slug}-${new Date().toISOString().slice(0, 19).replaceAll(":", "")}Z.tenant`;
