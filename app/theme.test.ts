import { readFileSync } from "node:fs";
import { expect, test } from "vitest";

const TEXT_CONTRAST = 4.5;
const CONTROL_CONTRAST = 3;
const HUES = Array.from({ length: 360 }, (_, degrees) => degrees);

const css = readFileSync(new URL("./app.css", import.meta.url), "utf8");
const TOKEN = /--([a-z-]+): light-dark\(oklch\(([^()]*(?:\([^)]*\))?)\), oklch\(([^()]*(?:\([^)]*\))?)\)\)/g;
const tokens = new Map([...css.matchAll(TOKEN)].map(([, name, light, dark]) => [name, { light, dark }]));

type Scheme = "light" | "dark";

/** OKLCH to linear sRGB, clipped into the gamut as a screen would. */
function luminance(token: string, scheme: Scheme, tenantHue: number): number {
  const [l, c, h] = tokens
    .get(token)!
    [scheme]!.replace("var(--accent-hue)", String(tenantHue))
    .split(" ")
    .map(Number);
  const [a, b] = [c! * Math.cos((h! * Math.PI) / 180), c! * Math.sin((h! * Math.PI) / 180)];
  const [L, M, S] = [
    (l! + 0.3963377774 * a + 0.2158037573 * b) ** 3,
    (l! - 0.1055613458 * a - 0.0638541728 * b) ** 3,
    (l! - 0.0894841775 * a - 1.291485548 * b) ** 3,
  ];
  const clip = (value: number) => Math.min(1, Math.max(0, value));
  return (
    0.2126 * clip(4.0767416621 * L - 3.3077115913 * M + 0.2309699292 * S) +
    0.7152 * clip(-1.2684380046 * L + 2.6097574011 * M - 0.3413193965 * S) +
    0.0722 * clip(-0.0041960863 * L - 0.7034186147 * M + 1.707614701 * S)
  );
}

function contrast(one: string, other: string, scheme: Scheme, hue: number): number {
  const [light, dark] = [luminance(one, scheme, hue), luminance(other, scheme, hue)].sort((x, y) => y - x);
  return (light! + 0.05) / (dark! + 0.05);
}

const lowest = (one: string, other: string, scheme: Scheme) =>
  Math.min(...HUES.map((hue) => contrast(one, other, scheme, hue)));

const surfaces = ["canvas", "surface", "sunken"];
const text = [
  ...["ink", "muted", "accent-text", "danger"].flatMap((token) => surfaces.map((on) => [token, on])),
  ...["info", "success", "warning", "danger"].map((token) => [token, `${token}-soft`]),
  ["ink", "accent-soft"],
  ["muted", "accent-soft"],
  ["ink", "danger-soft"],
  ["accent-text", "accent-soft"],
  ["on-accent", "accent"],
  ["on-accent", "accent-strong"],
  ["on-danger", "danger-solid"],
] as [string, string][];

for (const scheme of ["light", "dark"] as const) {
  test.each(text)(`text is readable for every tenant's accent, ${scheme}: %s on %s`, (one, other) => {
    expect(lowest(one, other, scheme)).toBeGreaterThanOrEqual(TEXT_CONTRAST);
  });

  test.each(surfaces)(`the focus ring stands out for every tenant's accent, ${scheme}: on %s`, (on) => {
    expect(lowest("accent", on, scheme)).toBeGreaterThanOrEqual(CONTROL_CONTRAST);
  });

  test.each(["canvas", "surface"])(`controls have an edge that can be seen, ${scheme}: on %s`, (on) => {
    expect(lowest("control", on, scheme)).toBeGreaterThanOrEqual(CONTROL_CONTRAST);
  });
}
