import { expect, test } from "vitest";
import { en } from "./en.ts";
import { es } from "./es.ts";

type Texts = { [key: string]: string | Texts };

const flatten = (texts: Texts, path = ""): [string, string][] =>
  Object.entries(texts).flatMap(([key, value]) =>
    typeof value === "string"
      ? [[`${path}${key}`, value] as [string, string]]
      : flatten(value, `${path}${key}.`),
  );
const placeholders = (text: string) => [...text.matchAll(/{{(\w+)}}/g)].map((match) => match[1]).sort();

const english = new Map(flatten(en));
const spanish = new Map(flatten(es));

test("every text exists in both languages", () => {
  expect([...spanish.keys()].sort()).toEqual([...english.keys()].sort());
});

test("a translation names the same things as the original", () => {
  for (const [key, text] of english) {
    expect(placeholders(spanish.get(key) ?? ""), key).toEqual(placeholders(text));
  }
});

test("no text is empty or shouts", () => {
  for (const text of [...english.values(), ...spanish.values()]) expect(text).toMatch(/^[^!]+$/);
});
