import { useTranslation } from "#app/i18n/translation.tsx";

export const CONTENT_ID = "content";

export function SkipLink() {
  const { t } = useTranslation();
  return (
    <a
      href={`#${CONTENT_ID}`}
      className="sr-only z-50 rounded bg-accent px-4 py-2 font-medium text-on-accent focus:not-sr-only focus:fixed focus:top-3 focus:left-3"
    >
      {t("nav.skip")}
    </a>
  );
}
