import { createInstance } from "i18next";
import { renderToString } from "react-dom/server";
import { expect, test } from "vitest";
import { en } from "#app/locales/en.ts";
import { es } from "#app/locales/es.ts";
import { i18nOptions, type Language, languages } from "./i18n.ts";
import { oneStop } from "./one-stop.ts";
import { TranslationProvider, useTranslation } from "./translation.tsx";

const resources = { en: { translation: en }, es: { translation: es } };

type Texts = { [key: string]: string | Texts };
const entriesOf = (texts: Texts, path = ""): [string, string][] =>
  Object.entries(texts).flatMap(([key, value]) =>
    typeof value === "string"
      ? [[`${path}${key}`, value] as [string, string]]
      : entriesOf(value, `${path}${key}.`),
  );

type HeardProps = { lng: Language; name: string; heard: string[] };

/** What the translator of a document makes of every text, where all names are the same. */
function Heard({ lng, name, heard }: HeardProps) {
  const t = useTranslation().t as unknown as (key: string, params: object) => string;
  for (const [key, text] of entriesOf(resources[lng].translation)) {
    const params = [...text.matchAll(/{{(\w+)}}/g)].map((match) => [match[1], name]);
    heard.push(t(key, Object.fromEntries(params)));
  }
  return null;
}

async function everyText(lng: Language, name: string): Promise<string[]> {
  const i18n = createInstance();
  await i18n.init({ ...i18nOptions, lng, resources });
  const heard: string[] = [];
  renderToString(
    <TranslationProvider i18n={i18n}>
      <Heard lng={lng} name={name} heard={heard} />
    </TranslationProvider>,
  );
  return heard;
}

test.each(languages)(
  "a sentence that ends with a name that ends in a full stop has one, in %s",
  async (lng) => {
    const texts = await everyText(lng, "Acme Ltd.");
    expect(texts.filter((text) => /Ltd\.$/.test(text)).length).toBeGreaterThan(3);
    expect(texts.filter((text) => text.includes("Ltd.."))).toEqual([]);
  },
);

test("only the stop after such a name goes, wherever the sentence ends", () => {
  expect(oneStop("Hello Ada. This is Acme Ltd..", { workspace: "Acme Ltd." })).toBe(
    "Hello Ada. This is Acme Ltd.",
  );
  expect(oneStop("Wait.... Next.", { name: "Wait..." })).toBe("Wait... Next.");
  expect(oneStop("More….", { name: "More…" })).toBe("More…");
  expect(oneStop("Acme Ltd. stands.", { name: "Acme Ltd." })).toBe("Acme Ltd. stands.");
  expect(oneStop("a..b.", { name: "a..b" })).toBe("a..b.");
  expect(oneStop("$& Co..", { name: "$& Co." })).toBe("$& Co.");
});
