import { expect, test } from "vitest";
import { formatBytes } from "#app/i18n/units.ts";
import { formatDuration } from "./format.ts";

test("sizes and durations have the unit that suits them", () => {
  expect([0, 1, 999, 1_000, 1_234_567, 5e12, 5e15].map((bytes) => formatBytes(bytes, "en"))).toEqual([
    "0 bytes",
    "1 byte",
    "999 bytes",
    "1 kB",
    "1.2 MB",
    "5 TB",
    "5,000 TB",
  ]);
  expect([0, 420, 3_210, 720_000, 9_000_000].map((ms) => formatDuration(ms, "en"))).toEqual([
    "0 ms",
    "420 ms",
    "3.2 sec",
    "12 min",
    "2.5 hr",
  ]);
});
