// Threat: what was done in the evening is looked for under the day, and found under the next.
import { expect, test } from "vitest";
import { momentsOf, monthStarts } from "./zoned-days.ts";

const iso = (range: { from?: Date; before?: Date }) => [
  range.from?.toISOString(),
  range.before?.toISOString(),
];

test("a day begins and ends where its people are, also when the clocks change", () => {
  const day = { from: "2026-03-29", to: "2026-03-29" };
  expect(iso(momentsOf(day, "UTC"))).toEqual(["2026-03-29T00:00:00.000Z", "2026-03-30T00:00:00.000Z"]);
  expect(iso(momentsOf(day, "Europe/Madrid"))).toEqual([
    "2026-03-28T23:00:00.000Z",
    "2026-03-29T22:00:00.000Z",
  ]);
  expect(iso(momentsOf({ from: "2026-07-01" }, "America/New_York"))).toEqual([
    "2026-07-01T04:00:00.000Z",
    undefined,
  ]);
  expect(iso(momentsOf({ to: "2026-07-01" }, "Asia/Kathmandu"))).toEqual([
    undefined,
    "2026-07-01T18:15:00.000Z",
  ]);
});

test("the first and the last day that there are can be asked for", () => {
  for (const zone of ["Pacific/Kiritimati", "America/Anchorage"]) {
    const { from, before } = momentsOf({ from: "1970-01-01", to: "9999-12-31" }, zone);
    for (const moment of [from, before]) expect(moment?.toISOString()).toMatch(/^(1969|1970|9999)-/);
    expect(before?.getUTCFullYear()).toBe(9999);
  }
});

test("months begin at midnight of their first day, over the turn of a year", () => {
  const starts = monthStarts(Date.parse("2026-01-31T23:30:00Z"), 3, "Europe/Madrid");
  expect(starts.map((start) => start.toISOString())).toEqual([
    "2025-11-30T23:00:00.000Z",
    "2025-12-31T23:00:00.000Z",
    "2026-01-31T23:00:00.000Z",
  ]);
});
