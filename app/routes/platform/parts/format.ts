/** Pure: numbers with units, as staff read them. */
import { unit } from "#app/i18n/units.ts";

/** 420 ms, 3.2 s, 12 min, 2.5 hr. */
export function formatDuration(durationMs: number, language: string): string {
  if (durationMs < 1_000) return unit(language, Math.round(durationMs), "millisecond", 0);
  if (durationMs < 60_000) return unit(language, durationMs / 1_000, "second", 1);
  if (durationMs < 3_600_000) return unit(language, durationMs / 60_000, "minute", 0);
  return unit(language, durationMs / 3_600_000, "hour", 1);
}
