/**
 * Rows for other eyes: what the columns declare to be of a person, or written by people, is taken out or made
 * up. Shapes, lengths, ids and what is the same as something else stay as they are.
 */
import { getColumns, getTableName } from "drizzle-orm";
import { CONTROL_TABLES } from "../control/declarations.ts";
import { type ColumnContent, type TableDeclaration, TREATMENT } from "../declaration.ts";
import { TENANT_TABLES } from "../tenant/declarations.ts";
import type { ArchivedTable } from "./archived-tables.ts";
import { textLine, textRows } from "./copy-text.ts";
import { permute, tagOf } from "./permute.ts";

type Field = string | null;
type MaskField = (value: Field) => Field;
export type MaskLines = (lines: Buffer) => Buffer;

/** Nobody has an address there, and nobody will: RFC 2606. */
const MASKED_DOMAIN = "example.invalid";

/** `key`: of one tenant, and secret: whoever knew it could find out what a text was. */
export function maskOf(key: string, { plane, name, columns }: ArchivedTable): MaskLines {
  const tables = plane === "control" ? CONTROL_TABLES : TENANT_TABLES;
  const declared = tables.find(({ table }) => getTableName(table) === name);
  const fields = columns.map((column) => fieldOf(key, declared, column));
  const masked = (row: Field[]) => textLine(row.map((value, at) => fields[at]?.(value) ?? null));
  return (lines) => Buffer.from([...textRows(lines)].map(masked).join(""));
}

function fieldOf(key: string, declared: TableDeclaration | undefined, name: string): MaskField {
  const [property, column] =
    Object.entries(declared ? getColumns(declared.table) : {}).find(([, each]) => each.name === name) ?? [];
  const content = declared?.columns[property ?? ""];
  if (!content || !column) throw new Error(`Nothing says what ${name} holds.`);
  switch (TREATMENT[content].masked) {
    case "kept":
      return (value) => value;
    case "null":
      return () => null;
    case "madeUp":
      return madeUp(key, content, column.getSQLType());
  }
}

/** Nothing stays nothing. */
function madeUp(key: string, content: ColumnContent, type: string): MaskField {
  const one =
    content === "email" ? (text: string) => addressOf(key, text) : (text: string) => permute(key, text);
  const whole = type === "jsonb" ? (text: string) => inDocument(text, one) : one;
  return (value) => (value ? whole(value) : value);
}

const addressOf = (key: string, address: string): string =>
  `${tagOf(key, address.toLowerCase())}@${MASKED_DOMAIN}`;

const TOKEN = /("(?:[^"\\]|\\.)*")(\s*:)?/g;

/** Every text of it, and no name of a field; all else stays as PostgreSQL wrote it. */
const inDocument = (document: string, mask: (text: string) => string): string =>
  document.replaceAll(TOKEN, (whole, token: string, colon?: string) =>
    colon ? whole : JSON.stringify(mask(JSON.parse(token) as string)),
  );
