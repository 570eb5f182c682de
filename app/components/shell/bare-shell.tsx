import type { ReactNode } from "react";
import { useDocumentSettings } from "#app/http/document-settings.tsx";
import { useTranslation } from "#app/i18n/translation.tsx";
import { Logo } from "../logo.tsx";
import { CONTENT_ID, SkipLink } from "../ui/skip-link.tsx";
import { ShellFooter } from "./shell-footer.tsx";

/**
 * A page that belongs to no area, or whose area could not be prepared: the mark, the content, the
 * preferences.
 */
export function BareShell({ children }: { children: ReactNode }) {
  const { t } = useTranslation();
  const { homeUrl } = useDocumentSettings();
  return (
    <div className="flex min-h-dvh flex-col">
      <SkipLink />
      <header className="border-b">
        <div className="mx-auto flex h-14 w-full max-w-content items-center px-4 sm:px-6">
          <a href={homeUrl} aria-label={t("nav.home")} className="rounded">
            <Logo />
          </a>
        </div>
      </header>
      <main id={CONTENT_ID} tabIndex={-1} className="mx-auto w-full max-w-content flex-1 px-4 sm:px-6">
        {children}
      </main>
      <ShellFooter />
    </div>
  );
}
