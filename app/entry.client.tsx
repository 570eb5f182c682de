import { StrictMode, startTransition } from "react";
import { hydrateRoot } from "react-dom/client";
import { HydratedRouter } from "react-router/dom";
import { loadAsked } from "./components/load-anew.ts";
import { DocumentSettingsProvider, settingsFromDocument } from "./http/document-settings.tsx";
import { browserI18n } from "./i18n/browser-i18n.ts";
import { TranslationProvider } from "./i18n/translation.tsx";

/** Only the language that the server has chosen is fetched, and of it what this area's pages show. */
const TEXTS = {
  en: {
    apex: () => import("./locales/en-in-apex.ts"),
    tenant: () => import("./locales/en-in-tenant.ts"),
    platform: () => import("./locales/en-in-platform.ts"),
  },
  es: {
    apex: () => import("./locales/es-in-apex.ts"),
    tenant: () => import("./locales/es-in-tenant.ts"),
    platform: () => import("./locales/es-in-platform.ts"),
  },
};

/** For the framework, where the script of a page cannot be fetched; see vite.config.ts. */
Object.assign(window, { loadAnew: loadAsked });

async function hydrate() {
  const lang = document.documentElement.lang === "es" ? "es" : "en";
  const settings = settingsFromDocument(document);
  const { texts } = await TEXTS[lang][settings.area]();
  const i18n = browserI18n(lang, texts);
  startTransition(() => {
    hydrateRoot(
      document,
      <StrictMode>
        <DocumentSettingsProvider value={settings}>
          <TranslationProvider i18n={i18n}>
            <HydratedRouter />
          </TranslationProvider>
        </DocumentSettingsProvider>
      </StrictMode>,
    );
  });
}

hydrate().catch(console.error);
