import { createInstance } from "i18next";
import { expect, test } from "vitest";
import { en } from "#app/locales/en.ts";
import { requiredLine } from "#app/validation/text.ts";
import { i18nOptions } from "./i18n.ts";
import { bare, isolate } from "./isolate.ts";
import { oneStop } from "./one-stop.ts";

const isolated = (text: string) => `\u2068${text}\u2069`;

async function translator() {
  const i18n = createInstance();
  await i18n.init({ ...i18nOptions, lng: "en", resources: { en: { translation: en } } });
  return i18n.getFixedT("en");
}

test("a name from right to left stands apart in every sentence; one from left to right as it is", async () => {
  const t = await translator();
  expect(t("members.lead", { workspace: "מאפיית נועה" })).toBe(
    `Who is in ${isolated("מאפיית נועה")}, and what each may do.`,
  );
  expect(t("members.lead", { workspace: "Müller & Söhne 株式会社" })).toBe(
    "Who is in Müller & Söhne 株式会社, and what each may do.",
  );
  expect(t("members.count", { count: 1_234 })).toBe("1234 people");
  expect(t("members.removed", { name: "<b>&" })).toBe("<b>& is not in the workspace any more.");
});

test.each([
  ["Hebrew", "שלום"],
  ["Arabic", "مرحبا"],
  ["Persian presentation forms", "ﷲ"],
  ["Thaana", "ދިވެހި"],
  ["N’Ko", "ߒߞߏ"],
  ["Adlam", "𞤀𞤣𞤤𞤢𞤥"],
  ["a mark from right to left", "a\u200F!"],
  ["one word among others", "Acme שלום (2)"],
])("%s is written from right to left", (_, name) => {
  expect(isolate(name)).toBe(isolated(name));
});

test.each(["", "Acme (2)", "Ελλάδα", "Москва", "ไทย", "한국어", "🚢", "12:30", "a-b.example.com"])(
  "%j turns nothing, and stays as it is",
  (name) => {
    expect(isolate(name)).toBe(name);
  },
);

// Threat: by marks of its own a name gets out of its place, and turns the rest of the sentence.
test.each([
  ["ends one that is not its own", "a\u2069b", isolated("ab")],
  ["leaves one open", "\u2067ab", isolated("ab")],
  ["ends before it begins", "a\u2069\u2067b", isolated("ab")],
  ["closes what it opens", "\u2067ab\u2069", isolated("\u2067ab\u2069")],
  ["turns all that follows", "\u202Eab", isolated("\u202Eab")],
])("a name that %s stays in its place", (_, name, shown) => {
  expect(isolate(name)).toBe(shown);
});

test("a sentence that ends with such a name, and that with a stop, has one", () => {
  const name = "נועה בע״מ.";
  expect(oneStop(`This is ${isolated(name)}.`, { name })).toBe(`This is ${isolated(name)}`);
});

test("a name that is copied out of a sentence is the name", () => {
  const line = requiredLine(40);
  expect(line.parse(` ${isolate("נועה")} `)).toBe("נועה");
  expect(bare("נועה")).toBe("נועה");
  expect(line.safeParse("a\u2068b").success).toBe(false);
});
