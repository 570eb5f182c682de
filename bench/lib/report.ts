/** What a benchmark answers, and how it is shown. */

export type Result = {
  name: string;
  /** Undefined where the part that it measures does not exist yet. */
  value: number | undefined;
  unit: string;
  /** What must hold, in words, e.g. `≥ 0.75 ×`. */
  hold: string;
  pass: boolean | undefined;
  /** The figures behind the value. */
  detail: string;
};

/** A ratio that must be at least `least`. */
export function atLeast(name: string, value: number, least: number, detail: string, unit = "×"): Result {
  return { name, value, unit, hold: `≥ ${least} ${unit}`, pass: value >= least, detail };
}

export function atMost(name: string, value: number, most: number, detail: string, unit = "×"): Result {
  return { name, value, unit, hold: `≤ ${most} ${unit}`, pass: value <= most, detail };
}

const verdict = ({ pass }: Result) => (pass === undefined ? "–" : pass ? "pass" : "SHORT");
const figure = ({ value, unit }: Result) => (value === undefined ? "–" : `${round(value)} ${unit}`);

/** Three significant digits. */
const round = (value: number): string => (value >= 100 ? value.toFixed(0) : value.toPrecision(3));

export function table(results: Result[]): string {
  const rows = [["name", "figure", "hold", "", "behind it"]];
  for (const result of results) {
    rows.push([result.name, figure(result), result.hold, verdict(result), result.detail]);
  }
  const widths = [0, 1, 2, 3].map((column) => Math.max(...rows.map((row) => row[column]?.length ?? 0)));
  return rows
    .map((row) =>
      row
        .map((cell, at) => cell.padEnd(widths[at] ?? 0))
        .join("  ")
        .trimEnd(),
    )
    .join("\n");
}

/** For programs: `[{name, value, hold, pass, unit}]`. */
export const toJson = (results: Result[]): string =>
  JSON.stringify(
    results.map(({ name, value, hold, pass, unit }) => ({
      name,
      value: value ?? null,
      hold,
      pass: pass ?? null,
      unit,
    })),
    null,
    2,
  );
