/** Pure: numbers with units, in the reader's language. */
import { numberFormat } from "./formatters.ts";

const BYTE_UNITS = ["byte", "kilobyte", "megabyte", "gigabyte", "terabyte"] as const;
const STEP = 1_000;

export const unit = (language: string, value: number, name: string, digits: number): string =>
  numberFormat(language, {
    style: "unit",
    unit: name,
    // The short form of a byte knows no plural.
    unitDisplay: name === "byte" ? "long" : "short",
    maximumFractionDigits: digits,
  }).format(value);

export function formatBytes(bytes: number, language: string): string {
  const power = Math.min(Math.floor(Math.log10(Math.max(bytes, 1)) / 3), BYTE_UNITS.length - 1);
  return unit(language, bytes / STEP ** power, BYTE_UNITS[power] ?? "byte", power === 0 ? 0 : 1);
}
