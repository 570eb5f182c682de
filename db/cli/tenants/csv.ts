/** CSV as spreadsheets write it, a result for every line. Pure. */
import { type CsvError, type InfoRecord, parse } from "csv-parse/sync";

/** `line` is where it begins; a cell may go over several. */
export type CsvRow = { line: number; cells: string[] } | { line: number; error: string };

/** `delimiter` stands between cells. */
type Options = { delimiter?: string };

/**
 * Rows in order, empty ones too. Where a quotation mark is amiss, the lines that cannot be told apart for it
 * are an error.
 */
export function readCsvRows(text: string, { delimiter = "," }: Options = {}): CsvRow[] {
  const rows: CsvRow[] = [];
  let read = 0;
  const miss = (to: number) => {
    if (to <= read) return;
    rows.push({ line: read + 1, error: unread(read + 1, to) });
    read = to;
  };
  parse(text.replaceAll("\r\n", "\n"), {
    delimiter,
    trim: true,
    relax_column_count: true,
    skip_records_with_error: true,
    on_record: (cells: string[], { lines }: InfoRecord) => {
      const line = lines - cells.join("").split("\n").length + 1;
      miss(line - 1);
      rows.push({ line, cells });
      read = lines;
      return null;
    },
    on_skip: (error: CsvError | undefined) => {
      miss(Number(error?.lines ?? read + 1));
      return undefined;
    },
  });
  return rows;
}

const unread = (from: number, to: number): string => {
  const what = "a quotation mark is not closed";
  return from === to ? what : `${what}; lines ${from} to ${to} were not read`;
};
