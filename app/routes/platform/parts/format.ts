/** Pure: numbers with units, as staff read them. */
import { numberFormat } from "#app/i18n/formatters.ts";

const BYTE_UNITS = ["byte", "kilobyte", "megabyte", "gigabyte", "terabyte"] as const;
const STEP = 1_000;

const unit = (language: string, value: number, name: string, digits: number): string =>
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

/** 420 ms, 3.2 s, 12 min, 2.5 hr. */
export function formatDuration(durationMs: number, language: string): string {
  if (durationMs < 1_000) return unit(language, Math.round(durationMs), "millisecond", 0);
  if (durationMs < 60_000) return unit(language, durationMs / 1_000, "second", 1);
  if (durationMs < 3_600_000) return unit(language, durationMs / 60_000, "minute", 0);
  return unit(language, durationMs / 3_600_000, "hour", 1);
}
