// Threat: where clocks change, a daily mail comes at night, twice a day, or not at all.
import { expect, test } from "vitest";
import { BUNDLE_MINUTES, DEFAULT_MAIL_CHOICE } from "#app/db.shared.ts";
import { bundleAt, nextAt } from "./bundle-time.ts";

const at = (hour: number, zone: string, now: string) => nextAt(hour, zone, new Date(now)).toISOString();

test.each([
  ["later today", 8, "Europe/Berlin", "2026-01-10T05:00:00Z", "2026-01-10T07:00:00.000Z"],
  ["tomorrow where it is past", 8, "Europe/Berlin", "2026-01-10T07:00:01Z", "2026-01-11T07:00:00.000Z"],
  ["tomorrow at the hour itself", 8, "Europe/Berlin", "2026-01-10T07:00:00Z", "2026-01-11T07:00:00.000Z"],
  ["where it is tomorrow already", 8, "Pacific/Auckland", "2026-01-09T20:00:00Z", "2026-01-10T19:00:00.000Z"],
  ["where it is yesterday still", 8, "America/Los_Angeles", "2026-01-10T04:00Z", "2026-01-10T16:00:00.000Z"],
  ["with half an hour", 8, "Asia/Kolkata", "2026-01-10T00:00:00Z", "2026-01-10T02:30:00.000Z"],
  ["with three quarters", 0, "Asia/Kathmandu", "2026-01-10T00:00:00Z", "2026-01-10T18:15:00.000Z"],
  ["after the end of a year", 0, "UTC", "2026-12-31T12:00:00Z", "2027-01-01T00:00:00.000Z"],
])("the hour comes %s", (_, hour, zone, now, expected) => {
  expect(at(hour, zone, now)).toBe(expected);
});

// Berlin: 2026-03-29 02:00 → 03:00; 2026-10-25 03:00 → 02:00.
test.each([
  ["the day before clocks go forward", 8, "2026-03-28T06:00:00Z", "2026-03-28T07:00:00.000Z"],
  ["the day on which clocks go forward", 8, "2026-03-28T08:00:00Z", "2026-03-29T06:00:00.000Z"],
  ["an hour that is skipped", 2, "2026-03-28T12:00:00Z", "2026-03-29T01:00:00.000Z"],
  ["the day after a skipped hour", 2, "2026-03-29T01:00:00Z", "2026-03-30T00:00:00.000Z"],
  ["the day on which clocks go back", 8, "2026-10-24T07:00:00Z", "2026-10-25T07:00:00.000Z"],
  ["an hour that comes twice, the first", 2, "2026-10-24T12:00:00Z", "2026-10-25T00:00:00.000Z"],
  [
    "an hour that came once of two, next the other day",
    2,
    "2026-10-25T00:00:00Z",
    "2026-10-26T01:00:00.000Z",
  ],
])("%s", (_, hour, now, expected) => {
  expect(at(hour, "Europe/Berlin", now)).toBe(expected);
});

test("clocks that change at midnight, or by half an hour, are no exception", () => {
  // Beirut goes forward at midnight: 2026-03-29 00:00 → 01:00.
  expect(at(0, "Asia/Beirut", "2026-03-28T12:00:00Z")).toBe("2026-03-28T22:00:00.000Z");
  // Lord Howe goes back by half an hour: 2026-04-05 02:00 → 01:30.
  expect(at(8, "Australia/Lord_Howe", "2026-04-04T00:00:00Z")).toBe("2026-04-04T21:30:00.000Z");
  // Apia left out 2011-12-30.
  expect(at(8, "Pacific/Apia", "2011-12-29T20:00:00Z")).toBe("2011-12-30T18:00:00.000Z");
});

test("whatever the zone and the day, the hour comes within two days, and clocks then show it or have skipped it", () => {
  for (const zone of Intl.supportedValuesOf("timeZone").filter((_, n) => n % 7 === 0)) {
    const clock = new Intl.DateTimeFormat("en", { timeZone: zone, hourCycle: "h23", hour: "2-digit" });
    for (let day = 0; day < 366; day += 5) {
      const now = Date.UTC(2026, 0, 1 + day, (day * 7) % 24, 17);
      const hour = day % 24;
      const next = nextAt(hour, zone, new Date(now)).getTime();
      expect(next, zone).toBeGreaterThan(now);
      expect(next - now, zone).toBeLessThanOrEqual(49 * 3_600_000);
      const shown = Number(clock.format(next));
      expect([hour, (hour + 1) % 24], `${zone} ${new Date(next).toISOString()}`).toContain(shown);
    }
  }
});

test("soon is at the end of the window, daily at the hour, never is never", () => {
  const now = new Date("2026-03-28T08:00:00Z");
  const choice = { ...DEFAULT_MAIL_CHOICE, timeZone: "Europe/Berlin" };
  expect(bundleAt({ ...choice, rhythm: "soon" }, now)?.getTime()).toBe(
    now.getTime() + BUNDLE_MINUTES * 60_000,
  );
  expect(bundleAt({ ...choice, rhythm: "daily" }, now)?.toISOString()).toBe("2026-03-29T06:00:00.000Z");
  expect(bundleAt({ ...choice, rhythm: "never" }, now)).toBeUndefined();
});
