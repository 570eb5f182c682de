import i18next from "i18next";
import { StrictMode, startTransition } from "react";
import { hydrateRoot } from "react-dom/client";
import { HydratedRouter } from "react-router/dom";
import { DocumentSettingsProvider, settingsFromDocument } from "./http/document-settings.tsx";
import { i18nOptions } from "./i18n/i18n.ts";
import { TranslationProvider } from "./i18n/translation.tsx";

/** Only the language that the server has chosen is fetched. */
const loadTranslation = async (language: string) =>
  language === "es" ? (await import("./locales/es.ts")).es : (await import("./locales/en.ts")).en;

async function hydrate() {
  const { lang } = document.documentElement;
  const resources = { [lang]: { translation: await loadTranslation(lang) } };
  await i18next.init({ ...i18nOptions, lng: lang, resources });
  startTransition(() => {
    hydrateRoot(
      document,
      <StrictMode>
        <DocumentSettingsProvider value={settingsFromDocument(document)}>
          <TranslationProvider i18n={i18next}>
            <HydratedRouter />
          </TranslationProvider>
        </DocumentSettingsProvider>
      </StrictMode>,
    );
  });
}

hydrate().catch(console.error);
