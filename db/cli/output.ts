/** Answers of a command: JSON for programs with `--json`, else text for a person. */
import type { Command } from "commander";

export function print(command: Command, data: unknown, text: () => string): void {
  const { json } = command.optsWithGlobals<{ json?: boolean }>();
  console.log(json ? JSON.stringify(data) : text());
}

type Row = Record<string, string | number | boolean | null | undefined>;

const MIN_COLUMN = 6;
const GAP = "  ";
const cellOf = (value: Row[string]) => (value === null || value === undefined ? "–" : String(value));

/** Rows under the names of their fields, cut to the terminal's width: the widest column gives way. */
export function table(rows: Row[], width = process.stdout.columns ?? 120): string {
  const names = Object.keys(rows[0] ?? {});
  if (names.length === 0) return "None.";
  const cells = [
    names.map((name) => name.toUpperCase()),
    ...rows.map((row) => names.map((name) => cellOf(row[name]))),
  ];
  const widths = names.map((_, column) => Math.max(...cells.map((line) => line[column]?.length ?? 0)));
  narrow(widths, width - GAP.length * (names.length - 1));
  return cells
    .map((line) =>
      line
        .map((cell, at) => clip(cell, widths[at] ?? 0))
        .join(GAP)
        .trimEnd(),
    )
    .join("\n");
}

function narrow(widths: number[], room: number): void {
  while (widths.reduce((sum, each) => sum + each, 0) > room) {
    const widest = widths.indexOf(Math.max(...widths));
    if ((widths[widest] ?? 0) <= MIN_COLUMN) return;
    widths[widest] = (widths[widest] ?? 0) - 1;
  }
}

const clip = (cell: string, width: number) =>
  cell.length > width ? `${cell.slice(0, width - 1)}…` : cell.padEnd(width);
