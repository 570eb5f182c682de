import { expect, test } from "vitest";
import { excerptOf, partsOf } from "./found-words.ts";

const marked = (text: string, search: string) =>
  partsOf(text, search)
    .map(({ part, isFound }) => (isFound ? `[${part}]` : part))
    .join("");

test("what was found is marked where a word begins with it, in whatever case", () => {
  expect(marked("Kitchen and chickens", "KITCH")).toBe("[Kitch]en and chickens");
  expect(marked("Reno kitchen renovation", "reno kit")).toBe("[Reno] [kit]chen [reno]vation");
  expect(marked("Año nuevo", "año")).toBe("[Año] nuevo");
  expect(marked("(kit) kit-kat", "kit")).toBe("([kit]) [kit]-kat");
  expect(marked("İstanbul", "i")).toBe("İstanbul");
});

test("characters that mean something to a pattern mean themselves", () => {
  for (const search of [".*", "(", "[a", "a|b", "\\", "$^", "{1}", "?+"])
    expect([search, marked("plain text", search)]).toEqual([search, "plain text"]);
  expect(marked("a.b axb", "a.b")).toBe("[a].[b] [a]xb");
});

test("nothing is lost: the parts are the text", () => {
  for (const text of ["", "kit", "a kit kit b", "🚀 kit", "x".repeat(10_000)])
    expect(
      partsOf(text, "kit x")
        .map(({ part }) => part)
        .join(""),
    ).toBe(text);
});

test("an excerpt is one short line around the first word that was found", () => {
  const text = `${"before ".repeat(30)}kitchen ${"after ".repeat(60)}`;
  const excerpt = excerptOf(text, "kit") ?? "";
  expect(excerpt).toMatch(/^… before .*kitchen after .* …$/);
  expect(excerpt.length).toBeLessThan(160);
  expect(excerptOf("A kitchen\n\nin two lines", "kit")).toBe("A kitchen in two lines");
  expect(excerptOf("nothing", "kit")).toBeUndefined();
  expect(excerptOf(`${"x".repeat(100)} kit`, "kit")).toBe("… kit");
});
