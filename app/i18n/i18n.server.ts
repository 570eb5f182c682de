import { createInstance, type i18n } from "i18next";
import type { RouterContextProvider } from "react-router";
import { createI18nextMiddleware } from "remix-i18next";
import { getPreferences } from "#app/http/preferences.server.ts";
import { en } from "#app/locales/en.ts";
import { es } from "#app/locales/es.ts";
import { fallbackLanguage, i18nOptions, languages } from "./i18n.ts";
import { negotiateLanguage } from "./language.ts";

const options = { ...i18nOptions, resources: { en: { translation: en }, es: { translation: es } } };

const [middleware, , requireI18n] = createI18nextMiddleware({
  detection: {
    supportedLanguages: [...languages],
    fallbackLanguage,
    order: ["custom"],
    findLocale: async ({ request }) =>
      (await getPreferences(request)).locale ?? negotiateLanguage(request.headers.get("Accept-Language")),
  },
  i18next: options,
});

/** The language: as preferred, else as the browser asks, else the default. */
export const chooseLanguage = middleware;

/** From here on this request is answered in another language, if it is one that we speak. */
export async function speak(
  context: Readonly<RouterContextProvider>,
  language: string | undefined,
): Promise<void> {
  const i18n = requireI18n(context);
  const known = languages.find((one) => one === language);
  if (known && known !== i18n.language) await i18n.changeLanguage(known);
}

/** The request's own instance; an English one for an answer that no middleware has seen. */
export async function getI18n(context: Readonly<RouterContextProvider>): Promise<i18n> {
  try {
    return requireI18n(context);
  } catch {
    const instance = createInstance(options);
    await instance.init({ lng: fallbackLanguage });
    return instance;
  }
}
