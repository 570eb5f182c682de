/** What is in an archive and where, as docs/archive-format.md says. */
import { z } from "zod";

/** Of this code. A file of a newer one is refused. */
export const FORMAT_VERSION = 1;

/** The beginning of every archive. */
export const MAGIC = Buffer.from("TENANTRY");
export const FLAG_ENCRYPTED = 1;
/** Magic, version, flags. */
export const HEADER_BYTES = MAGIC.length + 2;
/** SHA-256 of all that stands before it. */
export const TRAILER_BYTES = 32;

/** Rows are written in parts of about this size, so that neither side holds a table. */
export const PART_BYTES = 1_048_576;
/** A part is one row at least. Longer ones are refused when the archive is made. */
export const MAX_PART_BYTES = 268_435_456;
/** Of the two descriptions. */
export const MAX_DESCRIPTION_BYTES = 4_194_304;

export const FIRST_ENTRY = "archive.json";
export const LAST_ENTRY = "manifest.json";

const PLANES = ["control", "tenant"] as const;
export type Plane = (typeof PLANES)[number];

const name = z.string().regex(/^[a-z][a-z0-9_]{0,62}$/);
const wholeNumber = z.number().int().nonnegative();

const table = z.object({ plane: z.enum(PLANES), name, columns: z.array(name).min(1) });

/** The first entry: what follows, in its order. */
export const archiveDescription = z.object({
  format: z.literal(FORMAT_VERSION),
  /** When its rows were read: all of a plane's at one moment. */
  takenAt: z.iso.datetime(),
  tenant: z.object({
    id: z.uuid(),
    slug: z.string(),
    name: z.string(),
    plan: z.string(),
    placement: z.enum(["schema", "database"]),
  }),
  /** Names of the migrations that its schema has, in their order. */
  migrations: z.array(z.object({ name: z.string(), checksum: z.string() })),
  tables: z.array(table),
});
export type ArchiveDescription = z.infer<typeof archiveDescription>;

/** The last entry: what each table had, for who loads it to compare with. */
export const archiveManifest = z.object({
  tables: z.array(
    z.object({
      plane: z.enum(PLANES),
      name,
      rows: wholeNumber,
      bytes: wholeNumber,
      /** As `RowHash` makes it. */
      hash: z.string().regex(/^[0-9a-f]{32}$/),
    }),
  ),
});
export type ArchiveManifest = z.infer<typeof archiveManifest>;
export type TableFacts = ArchiveManifest["tables"][number];

const NUMBER_DIGITS = 6;

export const partName = (plane: Plane, tableName: string, part: number): string =>
  `${plane}/${tableName}/${String(part).padStart(NUMBER_DIGITS, "0")}.copy`;

const PART_NAME = /^(control|tenant)\/([a-z][a-z0-9_]{0,62})\/(\d{6,9})\.copy$/;

/** Undefined for whatever is no name of a part. */
export function readPartName(entry: string): { plane: Plane; name: string; part: number } | undefined {
  const [, plane, tableName, part] = PART_NAME.exec(entry) ?? [];
  return plane && tableName ? { plane: plane as Plane, name: tableName, part: Number(part) } : undefined;
}
