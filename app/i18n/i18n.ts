import type { InitOptions } from "i18next";
import type { en } from "#app/locales/en.ts";
import { isolate } from "./isolate.ts";

export const languages = ["en", "es"] as const;
export type Language = (typeof languages)[number];
/** As each calls itself. */
export const LANGUAGE_NAMES: Record<Language, string> = { en: "English", es: "Español" };
export const fallbackLanguage: Language = "en";

/** What the server and the browser must agree on. */
export const i18nOptions = {
  supportedLngs: [...languages],
  fallbackLng: fallbackLanguage,
  // React escapes; what is put into a sentence keeps its direction to itself.
  interpolation: { escapeValue: true, escape: isolate },
} satisfies InitOptions;

declare module "i18next" {
  interface CustomTypeOptions {
    defaultNS: "translation";
    resources: { translation: typeof en };
  }
}
