import type { InitOptions } from "i18next";
import type { en } from "#app/locales/en.ts";

export const languages = ["en", "es"] as const;
export type Language = (typeof languages)[number];
export const fallbackLanguage: Language = "en";

/** What the server and the browser must agree on. */
export const i18nOptions = {
  supportedLngs: [...languages],
  fallbackLng: fallbackLanguage,
  interpolation: { escapeValue: false },
} satisfies InitOptions;

declare module "i18next" {
  interface CustomTypeOptions {
    defaultNS: "translation";
    resources: { translation: typeof en };
  }
}
