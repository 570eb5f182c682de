import type { ReactNode } from "react";
import { Links, Meta, Outlet, Scripts, ScrollRestoration, useMatches, useRouteError } from "react-router";
import { useTranslation } from "#app/i18n/translation.tsx";
import type { Route } from "./+types/root.ts";
import "./app.css";
import { NoteSentEarly } from "./components/drafts/sent-early.tsx";
import { tellSent } from "./components/drafts/unsent-forms.ts";
import touchIcon from "./components/icons/icon-180.png?no-inline";
import { NavigationProgress } from "./components/navigation-progress.tsx";
import { isPlainHandle } from "./components/plain-handle.ts";
import { RefreshWithoutScript } from "./components/refresh-without-script.tsx";
import { useFocusOnNavigation } from "./components/use-focus-on-navigation.ts";
import favicon from "./favicon.svg?no-inline";
import { settingsToAttributes, useDocumentSettings } from "./http/document-settings.tsx";
import { tellNotReached } from "./http/not-reached.ts";
import { chooseLanguage } from "./i18n/i18n.server.ts";
import { authenticate } from "./identity/current-user.server.ts";
import { resolveHostname } from "./middleware/hostname.server.ts";
import { limitAddress, limitTenant } from "./middleware/limits.server.ts";
import { checkOrigin } from "./middleware/origin.server.ts";
import { followPreferences } from "./middleware/preferences.server.ts";
import { refuse } from "./middleware/refusal.server.ts";
import { loadSession } from "./middleware/session.server.ts";
import { resolveTenant } from "./middleware/tenant.server.ts";

/** Every request goes through these, from top to bottom; the layouts add who may enter. */
export const middleware: Route.MiddlewareFunction[] = [
  refuse,
  chooseLanguage,
  resolveHostname,
  checkOrigin,
  limitAddress,
  authenticate,
  resolveTenant,
  limitTenant,
  loadSession,
  followPreferences,
];

/** In the browser, around all that pages ask for. */
export const clientMiddleware: Route.ClientMiddlewareFunction[] = [tellSent, tellNotReached];

export const links: Route.LinksFunction = () => [
  { rel: "icon", href: favicon, type: "image/svg+xml" },
  { rel: "apple-touch-icon", href: touchIcon, sizes: "180x180" },
  { rel: "manifest", href: "/manifest.webmanifest" },
];

export function Layout({ children }: { children: ReactNode }) {
  const { i18n } = useTranslation();
  const settings = useDocumentSettings();
  const error = useRouteError();
  const isPlain = useMatches().some(({ handle }) => isPlainHandle(handle));
  // What failed may be tried again without loading the document anew.
  const hasScript = Boolean(error) || !isPlain;
  return (
    <html lang={i18n.language} {...settingsToAttributes(settings)}>
      <head>
        <meta charSet="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="color-scheme" content="light dark" />
        <RefreshWithoutScript />
        <Meta />
        <Links nonce={settings.nonce} />
        <style nonce={settings.nonce} suppressHydrationWarning>
          {`:root{--accent-hue:${settings.hue}}`}
        </style>
      </head>
      <body>
        {children}
        {hasScript && (
          <>
            <NoteSentEarly nonce={settings.nonce} />
            <ScrollRestoration nonce={settings.nonce} />
            <Scripts nonce={settings.nonce} />
          </>
        )}
      </body>
    </html>
  );
}

export default function App() {
  useFocusOnNavigation();
  return (
    <>
      <NavigationProgress />
      <Outlet />
    </>
  );
}

export { BareError as ErrorBoundary } from "./components/bare-error.tsx";
