import { expect, test } from "vitest";
import { relativeText } from "./relative-time.tsx";

const MINUTE_MS = 60_000;
const DAY_MS = 1_440 * MINUTE_MS;

test("a time is told in its largest whole unit", () => {
  expect(relativeText(-5 * MINUTE_MS, "en")).toBe("5 minutes ago");
  expect(relativeText(-119 * MINUTE_MS, "en")).toBe("1 hour ago");
  expect(relativeText(-DAY_MS, "en")).toBe("yesterday");
  expect(relativeText(-3 * DAY_MS, "es")).toBe("hace 3 días");
});

test("less than a minute is just now", () => {
  expect(relativeText(-59_000, "en")).toBeUndefined();
  expect(relativeText(20_000, "en")).toBeUndefined();
});
