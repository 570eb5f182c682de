/** Values as text for a person. Pure. */

/** Names and values, one a line. */
export function facts(pairs: [string, string | number | null | undefined][]): string {
  const width = Math.max(...pairs.map(([name]) => name.length));
  return pairs.map(([name, value]) => `${name.padEnd(width)}  ${value ?? "–"}`).join("\n");
}

export const date = (at: Date | null): string => (at ? at.toISOString().slice(0, 16).replace("T", " ") : "–");

export const plural = (count: number, one: string, many = `${one}s`): string =>
  `${count.toLocaleString("en")} ${count === 1 ? one : many}`;

/** What a server said, in a table's cell. */
export const oneLine = (text: string | null): string => text?.replaceAll(/\s+/g, " ") ?? "";

const UNITS = ["B", "kB", "MB", "GB", "TB"];
const STEP = 1024;

export function bytes(count: number): string {
  let value = count;
  let unit = 0;
  for (; value >= STEP && unit < UNITS.length - 1; unit++) value /= STEP;
  return `${value < 10 && unit > 0 ? value.toFixed(1) : Math.round(value)} ${UNITS[unit]}`;
}
