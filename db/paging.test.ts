import { expect, test } from "vitest";
import { ANY, decodeCursor, encodeCursor, TIMESTAMP, UUID } from "./paging.ts";

test("a cursor that was tampered with is none", () => {
  expect(decodeCursor("%%%", [UUID])).toBeUndefined();
  expect(decodeCursor(encodeCursor({ back: false, key: ["x'; --"] }), [UUID])).toBeUndefined();
  expect(decodeCursor(encodeCursor({ back: true, key: [] }), [UUID])).toBeUndefined();
});

// Threat: an edited cursor names a moment that there is not, or a character that cannot be stored, and the
// page fails.
test.each([
  "9999-99-99 99:99:99+00",
  "2026-02-30 00:00:00+00",
  "0000-01-01 00:00:00+00",
  "2026-01-01 24:00:00+00",
  "2026-01-01 00:00:00+99",
  "2026-01-01 00:00:00.1234567+00",
])("an impossible moment in a cursor means the first page: %s", (moment) => {
  expect(decodeCursor(encodeCursor({ back: false, key: [moment] }), [TIMESTAMP])).toBeUndefined();
});

test("a moment as PostgreSQL prints it is one, and text that cannot be stored is no key", () => {
  for (const moment of ["2026-11-21 23:25:48.123456+00", "2024-02-29 23:59:59-03:30"])
    expect(decodeCursor(encodeCursor({ back: false, key: [moment] }), [TIMESTAMP])?.key).toEqual([moment]);
  for (const text of ["a\0b", "half \ud800"])
    expect(decodeCursor(encodeCursor({ back: false, key: [text] }), [ANY])).toBeUndefined();
});
