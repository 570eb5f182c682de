/** Answers of a command: JSON for programs with `--json`, else text for a person. */
import cliTruncate from "cli-truncate";
import type { Command } from "commander";
import stringWidth from "string-width";

/** `| head` has read enough, or the terminal is gone. */
const READER_GONE = ["EPIPE", "EIO", "ERR_STREAM_DESTROYED"];

/** A reader that goes away takes what is still to be said with it, never the work nor its exit code. */
export function outliveReaders(): void {
  for (const stream of [process.stdout, process.stderr]) {
    stream.on("error", (error: NodeJS.ErrnoException) => {
      if (!READER_GONE.includes(error.code ?? "")) throw error;
    });
  }
}

export function print(command: Command, data: unknown, text: () => string): void {
  const { json } = command.optsWithGlobals<{ json?: boolean }>();
  console.log(json ? JSON.stringify(data) : text());
}

type Row = Record<string, string | number | boolean | null | undefined>;

const MIN_COLUMN = 6;
const GAP = "  ";

/** No name may steer the terminal that it is printed on. */
const cellOf = (value: Row[string]) =>
  value === null || value === undefined ? "–" : String(value).replaceAll(/\p{Cc}/gu, "�");

/**
 * Rows under the names of their fields. On a terminal they are as wide as it is: the widest column gives way,
 * then the last ones go; the first, which names the row, stays whole. Elsewhere nothing is cut.
 */
export function table(rows: Row[], width = process.stdout.columns ?? Number.POSITIVE_INFINITY): string {
  const names = Object.keys(rows[0] ?? {});
  if (names.length === 0) return "None.";
  const cells = [
    names.map((name) => name.toUpperCase()),
    ...rows.map((row) => names.map((name) => cellOf(row[name]))),
  ];
  const wanted = names.map((_, column) => Math.max(...cells.map((line) => stringWidth(line[column] ?? ""))));
  const widths = shareOut(wanted, width);
  return cells
    .map((line) =>
      widths
        .map((wide, at) => clip(line[at] ?? "", wide))
        .join(GAP)
        .trimEnd(),
    )
    .join("\n");
}

function shareOut(wanted: number[], width: number): number[] {
  const [first = 0, ...others] = wanted;
  const room = width - first;
  while (others.length > 0) {
    const narrowed = narrow(others, room - GAP.length * others.length);
    if (narrowed) return [first, ...narrowed];
    others.pop();
  }
  return [first];
}

/** Undefined where there is no room for them all. */
function narrow(wanted: number[], room: number): number[] | undefined {
  const widths = [...wanted];
  while (widths.reduce((sum, each) => sum + each, 0) > room) {
    const widest = widths.indexOf(Math.max(...widths));
    if ((widths[widest] ?? 0) <= MIN_COLUMN) return undefined;
    widths[widest] = (widths[widest] ?? 0) - 1;
  }
  return widths;
}

/** In columns of a terminal: an emoji and a Chinese character take two, and none is cut in half. */
function clip(cell: string, width: number): string {
  const short = cliTruncate(cell, width);
  return short + " ".repeat(width - stringWidth(short));
}
