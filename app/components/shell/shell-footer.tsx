import type { ReactNode } from "react";
import { useTranslation } from "#app/i18n/translation.tsx";
import { PreferenceForms } from "../preference-forms.tsx";

/** `children`: where else a page of this area leads, such as to the terms. */
export function ShellFooter({ children }: { children?: ReactNode }) {
  const { t } = useTranslation();
  return (
    <footer className="border-t">
      <div className="mx-auto flex w-full max-w-content flex-wrap items-center justify-between gap-4 px-4 py-5 sm:px-6">
        <p className="text-muted">
          <span className="font-medium text-ink">Tenantry</span>
          <span aria-hidden="true"> · </span>
          {t("nav.footer")}
        </p>
        {children}
        <PreferenceForms />
      </div>
    </footer>
  );
}
