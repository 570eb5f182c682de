import { expect, test } from "vitest";
import { toHue, toTheme } from "./document-settings.tsx";

// Threat: a tenant's setting is written into a style of its pages.
test("a hue is an angle, whatever a tenant has stored", () => {
  expect(toHue(0)).toBe(0);
  expect(toHue(359.5)).toBe(359.5);
  for (const odd of [undefined, null, "}body{display:none}", Number.NaN, -1, 361])
    expect(toHue(odd)).toBe(165);
});

test("a theme that we do not have is the system's", () => {
  expect(["light", "dark", "system", "<b>", undefined].map(toTheme)).toEqual([
    "light",
    "dark",
    "system",
    "system",
    "system",
  ]);
});
