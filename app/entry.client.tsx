import i18next from "i18next";
import { StrictMode, startTransition } from "react";
import { hydrateRoot } from "react-dom/client";
import { I18nextProvider, initReactI18next } from "react-i18next";
import { HydratedRouter } from "react-router/dom";
import { DocumentSettingsProvider, settingsFromDocument } from "./components/document-settings.tsx";
import { i18nOptions } from "./i18n.ts";

/** Only the language that the server has chosen is fetched. */
const loadTranslation = async (language: string) =>
  language === "es" ? (await import("./locales/es.ts")).es : (await import("./locales/en.ts")).en;

async function hydrate() {
  const { lang } = document.documentElement;
  const resources = { [lang]: { translation: await loadTranslation(lang) } };
  await i18next.use(initReactI18next).init({ ...i18nOptions, lng: lang, resources });
  startTransition(() => {
    hydrateRoot(
      document,
      <StrictMode>
        <DocumentSettingsProvider value={settingsFromDocument(document)}>
          <I18nextProvider i18n={i18next}>
            <HydratedRouter />
          </I18nextProvider>
        </DocumentSettingsProvider>
      </StrictMode>,
    );
  });
}

hydrate().catch(console.error);
