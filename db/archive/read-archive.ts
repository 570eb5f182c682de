/** An archive, read entry by entry in constant memory; nothing of it is believed that was not checked. */
import type { z } from "zod";
import { DataTierError } from "../errors.ts";
import { ArchiveRefused } from "./archive-refused.ts";
import { decompressed } from "./compression.ts";
import { type ReadEntry, unpacked } from "./entries.ts";
import { opened } from "./envelope.ts";
import {
  type ArchiveDescription,
  type ArchiveManifest,
  archiveDescription,
  archiveManifest,
  FIRST_ENTRY,
  LAST_ENTRY,
  MAX_DESCRIPTION_BYTES,
  MAX_PART_BYTES,
  readPartName,
} from "./format.ts";
import { RowHash } from "./row-hash.ts";

export type VerifiedArchive = { description: ArchiveDescription; manifest: ArchiveManifest };

type Table = ArchiveDescription["tables"][number];

type Options = {
  passphrase?: string | undefined;
  /** Whole lines of a table, in the archive's order. Nothing of them counts before all of it was read. */
  onPart?: ((table: Table, lines: Buffer) => Promise<void>) | undefined;
};

/**
 * Reads all of it, and compares every table with what the manifest says. Throws ArchiveRefused for whatever
 * is not an archive as it was written, and what reading the file, or `onPart`, throws.
 */
export async function verifyArchive(
  file: AsyncIterable<Buffer>,
  { passphrase, onPart }: Options = {},
): Promise<VerifiedArchive> {
  let isWhole = false;
  let thrown: { error: unknown } | undefined;
  const note = (error: unknown) => {
    thrown = { error };
    throw error;
  };
  const check = new Check(async (table, lines) => onPart?.(table, lines).catch(note));
  const source = async function* () {
    try {
      yield* file;
    } catch (error) {
      note(error);
    }
  };
  const payload = async function* () {
    yield* opened(source(), passphrase);
    isWhole = true;
  };
  try {
    for await (const entry of unpacked(decompressed(payload()))) await check.take(entry);
  } catch (error) {
    if (thrown) throw thrown.error;
    throw error instanceof ArchiveRefused ? error : refusalOf(error as Error);
  }
  if (!isWhole) throw new ArchiveRefused("The archive goes on after its end.");
  return check.end();
}

/**
 * What the file says of itself, by its beginning: nothing behind that was looked at. Throws ArchiveRefused,
 * and what reading the file throws.
 */
export async function describeArchive(
  file: AsyncIterable<Buffer>,
  { passphrase }: Pick<Options, "passphrase"> = {},
): Promise<ArchiveDescription> {
  try {
    for await (const entry of unpacked(decompressed(begun(opened(file, passphrase)))))
      return await readDescription(entry);
  } catch (error) {
    throw error instanceof DataTierError ? error : refusalOf(error as Error);
  }
  throw incomplete();
}

/** What is wrong behind its beginning is for who reads on: a short file would be refused for it, or not. */
async function* begun(payload: AsyncIterable<Buffer>): AsyncGenerator<Buffer> {
  let isBegun = false;
  try {
    for await (const piece of payload) {
      isBegun = true;
      yield piece;
    }
  } catch (error) {
    if (!isBegun || !(error instanceof ArchiveRefused)) throw error;
  }
}

const incomplete = () => new ArchiveRefused("The archive is incomplete.");

/** What the libraries throw says nothing to who has the file. */
const refusalOf = (error: Error): ArchiveRefused =>
  error.cause instanceof ArchiveRefused
    ? error.cause
    : new ArchiveRefused("The archive is damaged or incomplete.", { cause: error });

/** Entries in the only order in which they may stand. */
class Check {
  #description: ArchiveDescription | undefined;
  #manifest: ArchiveManifest | undefined;
  /** Of `tables` of the description. */
  #at = 0;
  #parts = 0;
  #hashes: RowHash[] = [];
  readonly #onPart: (table: Table, lines: Buffer) => Promise<void>;

  constructor(onPart: (table: Table, lines: Buffer) => Promise<void>) {
    this.#onPart = onPart;
  }

  async take(entry: ReadEntry): Promise<void> {
    const { name, size } = requireFile(entry);
    if (this.#manifest) throw new ArchiveRefused("The archive goes on after its end.");
    if (!this.#description) {
      this.#description = await readDescription(entry);
      this.#hashes = this.#description.tables.map(() => new RowHash());
    } else if (name === LAST_ENTRY)
      this.#manifest = parse(archiveManifest, await read(entry, size, MAX_DESCRIPTION_BYTES), name);
    else await this.#takePart(entry, name, size);
  }

  async #takePart(entry: ReadEntry, name: string, size: number): Promise<void> {
    const part = readPartName(name);
    const tables = this.#description?.tables ?? [];
    const at = tables.findIndex(({ plane, name: of }) => plane === part?.plane && of === part.name);
    const table = tables[at];
    if (!part || !table || at < this.#at)
      throw new ArchiveRefused(`The archive has an entry of no table: ${shown(name)}.`);
    if (at > this.#at) this.#parts = 0;
    if (part.part !== ++this.#parts) throw new ArchiveRefused(`The archive lacks a part before ${name}.`);
    this.#at = at;
    const lines = await read(entry, size, MAX_PART_BYTES);
    if (lines.at(-1) !== 0x0a) throw new ArchiveRefused(`${name} does not end with a row.`);
    this.#hashes[at]?.add(lines);
    await this.#onPart(table, lines);
  }

  end(): VerifiedArchive {
    if (!this.#description || !this.#manifest) throw incomplete();
    const counted = this.#description.tables.map(({ plane, name }, at) => ({
      ...{ plane, name },
      ...this.#hashes[at]?.facts(),
    }));
    if (JSON.stringify(counted) !== JSON.stringify(this.#manifest.tables.map(inOrder)))
      throw new ArchiveRefused("The rows of the archive are not those that its manifest tells of.");
    return { description: this.#description, manifest: this.#manifest };
  }
}

function requireFile({ header }: ReadEntry): { name: string; size: number } {
  const { name, type, size } = header;
  if (type !== "file") throw new ArchiveRefused(`The archive has an entry that is no file: ${shown(name)}.`);
  return { name, size };
}

async function readDescription(entry: ReadEntry): Promise<ArchiveDescription> {
  const { name, size } = requireFile(entry);
  if (name !== FIRST_ENTRY) throw new ArchiveRefused(`The archive does not begin with ${FIRST_ENTRY}.`);
  return parse(archiveDescription, await read(entry, size, MAX_DESCRIPTION_BYTES), name);
}

const inOrder = ({ plane, name, rows, bytes, hash }: ArchiveManifest["tables"][number]) => ({
  ...{ plane, name, rows, bytes, hash },
});

async function read(entry: ReadEntry, size: number, maxBytes: number): Promise<Buffer> {
  if (size > maxBytes)
    throw new ArchiveRefused(`${shown(entry.header.name)} is larger than ${maxBytes} bytes.`);
  return entry.content();
}

function parse<T extends z.ZodType>(schema: T, content: Buffer, name: string): z.infer<T> {
  try {
    return schema.parse(JSON.parse(content.toString()));
  } catch (error) {
    throw new ArchiveRefused(`${name} is not what this release reads.`, { cause: error });
  }
}

/** A name that somebody chose, in an error that somebody else reads. */
const shown = (name: string): string => JSON.stringify(name.slice(0, 100));
