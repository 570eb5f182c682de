/** COPY's text format, a line a row, as PostgreSQL writes it (COPY, "Text Format"). Pure. */

/** By position of the columns. */
export type TextRow = (string | null)[];

const NULL = "\\N";
const NEWLINE = 0x0a;
const NAMES: Record<string, string> = { b: "\b", f: "\f", n: "\n", r: "\r", t: "\t", v: "\v" };
const ESCAPED: Record<string, string> = {
  "\\": "\\\\",
  "\b": "\\b",
  "\f": "\\f",
  "\n": "\\n",
  "\r": "\\r",
  "\t": "\\t",
  "\v": "\\v",
};

/** Of whole lines. */
export function* textRows(lines: Buffer): Generator<TextRow> {
  for (let from = 0; from < lines.length; ) {
    const end = lines.indexOf(NEWLINE, from);
    yield lines.toString("utf8", from, end).split("\t").map(unescaped);
    from = end + 1;
  }
}

/** With its newline. */
export const textLine = (row: TextRow): string => `${row.map(escaped).join("\t")}\n`;

const unescaped = (field: string): string | null =>
  field === NULL ? null : field.replaceAll(/\\(.)/gs, (_, sign: string) => NAMES[sign] ?? sign);

const escaped = (value: string | null): string =>
  value === null ? NULL : value.replaceAll(/[\\\b\f\n\r\t\v]/g, (sign) => ESCAPED[sign] ?? sign);
