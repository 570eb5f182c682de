/** The rows of an archive, into a tenant's place that has none yet. */
import pg from "pg";
import { from as copyFrom } from "pg-copy-streams";
import { withAdmin } from "../cluster/admin.ts";
import type { DataTier } from "../data-tier.ts";
import type { Tenant } from "../routing/tenant.ts";
import { ArchiveRefused } from "./archive-refused.ts";
import { copySource } from "./archived-tables.ts";
import { copyOut } from "./copy-out.ts";
import { AS_COPIED, COPYING } from "./copying.ts";
import type { ArchiveDescription, TableFacts } from "./format.ts";
import { type VerifiedArchive, verifyArchive } from "./read-archive.ts";
import { requireColumns } from "./require-readable.ts";
import { RowHash } from "./row-hash.ts";
import { inWholeLines } from "./whole-lines.ts";

/** A file, which may be read more than once. */
export type ArchiveSource = { open: () => AsyncIterable<Buffer>; passphrase?: string | undefined };

type Table = ArchiveDescription["tables"][number];

/**
 * One transaction: it commits once the file was read to its end again, and every table, read back, comes to
 * what the manifest says. Throws ArchiveRefused, and what the server refuses.
 */
export async function loadRows(
  tier: DataTier,
  { placement }: Tenant,
  source: ArchiveSource,
  verified: VerifiedArchive,
  onTable: (facts: TableFacts) => void = () => {},
): Promise<void> {
  const { cluster, database, schema } = placement;
  const { adminUrl } = await tier.clusterUrls(cluster);
  const path = `SET LOCAL search_path = ${pg.escapeIdentifier(schema)}`;
  await withAdmin(
    adminUrl,
    async (client) => {
      for (const statement of ["BEGIN", ...AS_COPIED, path]) await client.query(statement);
      await loadInto(client, schema, source, verified, onTable);
      await client.query("COMMIT");
    },
    { ...COPYING, database },
  );
}

/** The same in a transaction of the caller's, whose search path is the schema, and who ends it. */
export async function loadInto(
  client: pg.Client,
  schema: string,
  source: ArchiveSource,
  verified: VerifiedArchive,
  onTable: (facts: TableFacts) => void,
): Promise<void> {
  await requireColumns(client, schema, verified.description);
  await copyIn(client, source, verified);
  await advanceSequences(client, schema);
  for (const table of verified.description.tables)
    if (table.plane === "tenant") onTable(await requireSame(client, table, verified));
}

async function copyIn(client: pg.Client, { open, passphrase }: ArchiveSource, verified: VerifiedArchive) {
  let current: TableIn | undefined;
  const onPart = async (table: Table, lines: Buffer) => {
    if (table.plane !== "tenant") return;
    if (current?.table.name !== table.name) {
      await current?.end();
      current = new TableIn(client, table);
    }
    await current.write(lines);
  };
  const again = await verifyArchive(open(), { passphrase, onPart });
  await current?.end();
  if (JSON.stringify(again) !== JSON.stringify(verified))
    throw new ArchiveRefused("The archive was changed while it was read.");
}

/** COPY into one table. What the server refuses is thrown by whatever comes next. */
class TableIn {
  readonly table: Table;
  readonly #stream: ReturnType<typeof copyFrom>;
  readonly #failed: Promise<never>;

  constructor(client: pg.Client, table: Table) {
    this.table = table;
    this.#stream = client.query(copyFrom(`COPY ${copySource(table)} FROM STDIN`));
    this.#failed = new Promise((_, reject) => {
      this.#stream.on("error", (error) => reject(refusalOf(table, error)));
    });
    this.#failed.catch(() => {});
  }

  write(lines: Buffer): Promise<void> {
    const written = new Promise<void>((resolve, reject) => {
      this.#stream.write(lines, (error) => (error ? reject(error) : resolve()));
    });
    return Promise.race([written, this.#failed]);
  }

  end(): Promise<void> {
    const ended = new Promise<void>((resolve) => void this.#stream.end(resolve));
    return Promise.race([ended, this.#failed]);
  }
}

/** What the server says of a row may quote it: its code and the rule that was broken do not. */
function refusalOf({ name }: Table, error: Error): Error {
  const { code, constraint } = error as Error & { code?: string; constraint?: string };
  if (!/^2[23]/.test(code ?? "")) return error;
  const why = [code, constraint].filter(Boolean).join(", ");
  return new ArchiveRefused(`The rows of ${name} do not fit into its place (${why}).`);
}

/** Each goes on after the highest number that was given out. */
async function advanceSequences(client: pg.Client, schema: string): Promise<void> {
  const { rows } = await client.query<{ table: string; column: string }>(
    `SELECT c.relname AS table, a.attname AS column FROM pg_class c JOIN pg_attribute a ON a.attrelid = c.oid
      WHERE c.relnamespace = to_regnamespace($1) AND c.relkind IN ('r', 'p') AND a.attnum > 0
        AND NOT a.attisdropped AND pg_get_serial_sequence(quote_ident(c.relname), a.attname) IS NOT NULL`,
    [`"${schema}"`],
  );
  for (const { table, column } of rows) {
    const [of, highest] = [pg.escapeIdentifier(table), `max(${pg.escapeIdentifier(column)})`];
    await client.query(
      `SELECT setval(pg_get_serial_sequence($1, $2), coalesce(${highest}, 1), ${highest} IS NOT NULL) FROM ${of}`,
      [of, column],
    );
  }
}

async function requireSame(
  client: pg.Client,
  table: Table,
  { manifest }: VerifiedArchive,
): Promise<TableFacts> {
  const { plane, name } = table;
  const hash = new RowHash();
  for await (const lines of inWholeLines(copyOut(client, copySource(table)))) hash.add(lines);
  const read: TableFacts = { plane, name, ...hash.facts() };
  const told = manifest.tables.find((facts) => facts.plane === plane && facts.name === name);
  if (told?.rows !== read.rows || told.hash !== read.hash)
    throw new ArchiveRefused(`The rows of ${name}, read back, are not those of the archive.`);
  return read;
}
