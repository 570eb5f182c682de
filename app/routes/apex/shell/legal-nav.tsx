import { Link } from "react-router";
import { useTranslation } from "#app/i18n/translation.tsx";

export function LegalNav() {
  const { t } = useTranslation();
  return (
    <nav aria-label={t("legal.nav")} className="flex gap-4">
      <Link to="/privacy" className="rounded text-muted hover:text-ink hover:underline">
        {t("legal.privacy.title")}
      </Link>
      <Link to="/terms" className="rounded text-muted hover:text-ink hover:underline">
        {t("legal.terms.title")}
      </Link>
    </nav>
  );
}
