import { expect, test } from "vitest";
import { readUntil } from "./read-only-until.ts";

const NOW = new Date("2030-05-01T12:00:00.000Z");
const read = (text: string) => readUntil(text, NOW)?.toISOString();

test("a length is counted from now, in minutes, hours or days", () => {
  expect(read("90m")).toBe("2030-05-01T13:30:00.000Z");
  expect(read(" 2h ")).toBe("2030-05-01T14:00:00.000Z");
  expect(read("3 d")).toBe("2030-05-04T12:00:00.000Z");
});

test("an end is a whole minute", () => {
  expect(readUntil("2h", new Date("2030-05-01T12:00:01Z"))?.toISOString()).toBe("2030-05-01T14:01:00.000Z");
});

test("a time says which zone it is of", () => {
  expect(read("2030-05-01T14:30Z")).toBe("2030-05-01T14:30:00.000Z");
  expect(read("2030-05-01T14:30:15+02:00")).toBe("2030-05-01T12:31:00.000Z");
  expect(read("2030-05-01T14:30")).toBeUndefined();
});

test("what is over, a year away, or no time, is none", () => {
  for (const text of ["0m", "2030-05-01T12:00Z", "2029-05-01T12:00Z", "367d", "2031-06-01T00:00Z"])
    expect(read(text), text).toBeUndefined();
  for (const text of ["", "soon", "2", "2w", "-2h", "1.5h", "2030-13-01T00:00Z", "99999999d", "2h x"])
    expect(read(text), text).toBeUndefined();
});
