// Threat: a page is made with one text, and says another when its script has begun.
import { createInstance } from "i18next";
import { expect, test } from "vitest";
import { en } from "#app/locales/en.ts";
import { es } from "#app/locales/es.ts";
import { browserI18n, type Texts } from "./browser-i18n.ts";
import { i18nOptions } from "./i18n.ts";

const TEXTS = { en, es };

const namesIn = (texts: Texts, path = ""): string[] =>
  Object.entries(texts).flatMap(([name, below]) =>
    typeof below === "string" ? [`${path}${name}`] : namesIn(below, `${path}${name}.`),
  );

/** In the places of names: what one may be called, and what means something to who replaces. */
const VALUES = ["Ada", "متجر", "{{name}}", "$t(nav.menu)", "$& $1 $$", "a & b <i>", "", 7, null, undefined];
const COUNTS = [0, 1, 2, 5, 1.5, 1_000_000];

async function bothOf(language: keyof typeof TEXTS) {
  const server = createInstance();
  await server.init({
    ...i18nOptions,
    lng: language,
    resources: { [language]: { translation: TEXTS[language] } },
  });
  return { server, browser: browserI18n(language, TEXTS[language]) };
}

type AnyT = (key: string | string[], params?: object) => string;

test.each(["en", "es"] as const)("a browser says each text as the server does, in %s", async (language) => {
  const { server, browser } = await bothOf(language);
  const [there, here] = [server.getFixedT(language), browser.getFixedT(language)] as unknown as AnyT[];
  const names = namesIn(TEXTS[language]);
  expect(names.length).toBeGreaterThan(500);
  for (const name of names) {
    const key = name.replace(/_(one|other)$/, "");
    const text = String(server.getResource(language, "translation", name));
    const places = [...text.matchAll(/{{(.+?)}}/g)].map(([, place]) => place ?? "");
    expect(here?.(name), name).toBe(there?.(name));
    for (const value of VALUES) {
      const params = Object.fromEntries(places.map((place) => [place, value]));
      expect(here?.(name, params), name).toBe(there?.(name, params));
      for (const count of COUNTS)
        expect(here?.(key, { ...params, count }), key).toBe(there?.(key, { ...params, count }));
    }
  }
});

test("of several names the first that has a text is said, and else the last name", async () => {
  const { server, browser } = await bothOf("en");
  const [there, here] = [server.getFixedT("en"), browser.getFixedT("en")] as unknown as AnyT[];
  const asked = [["nothing.here", "nav.menu"], ["nav.menu", "nav.main"], ["nothing.here", "nor.here"], "no"];
  for (const keys of asked) expect(here?.(keys), String(keys)).toBe(there?.(keys));
  expect(here?.(["nothing.here", "nav.menu"])).toBe(en.nav.menu);
});

test("a browser knows the same texts by name", async () => {
  const { server, browser } = await bothOf("en");
  for (const name of ["nav.menu", "nav", "nav.nothing", "nav.menu.more", "toString", "nav.constructor"])
    expect(browser.exists(name), name).toBe(server.exists(name));
});
