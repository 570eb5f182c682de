import { createInstance } from "i18next";
import { renderToString } from "react-dom/server";
import { expect, test } from "vitest";
import { en } from "#app/locales/en.ts";
import { es } from "#app/locales/es.ts";
import { i18nOptions } from "./i18n.ts";
import { TranslationProvider, useTranslation } from "./translation.tsx";

const made: unknown[] = [];
function Greeting() {
  const { t } = useTranslation();
  made.push(t);
  return <p>{t("errors.goHome")}</p>;
}

async function render(lng: "en" | "es"): Promise<string> {
  const i18n = createInstance();
  await i18n.init({ ...i18nOptions, lng, resources: { en: { translation: en }, es: { translation: es } } });
  return renderToString(
    <TranslationProvider i18n={i18n}>
      <Greeting />
      <Greeting />
    </TranslationProvider>,
  );
}

test("a document speaks its own language, also beside others that are rendered at the same time", async () => {
  const [english, spanish] = await Promise.all([render("en"), render("es")]);
  expect(english).toContain(en.errors.goHome);
  expect(spanish).toContain(es.errors.goHome);
});

test("all components of a document share one translator", async () => {
  made.length = 0;
  await render("en");
  expect(new Set(made).size).toBe(1);
});

test("without a provider there is no text, and an error that says so", () => {
  expect(() => renderToString(<Greeting />)).toThrow("outside TranslationProvider");
});
