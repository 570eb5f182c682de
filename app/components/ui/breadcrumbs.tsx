import { ChevronLeft, ChevronRight } from "lucide-react";
import { Link } from "react-router";
import { useTranslation } from "#app/i18n/translation.tsx";

export type Crumb = { to: string; label: string };

/** The way back up; the page itself is the h1 below it. */
export function Breadcrumbs({ crumbs }: { crumbs: Crumb[] }) {
  const { t } = useTranslation();
  if (crumbs.length === 0) return null;
  return (
    <nav aria-label={t("nav.breadcrumbs")}>
      <ol className="flex flex-wrap items-center gap-1 text-muted">
        {crumbs.map(({ to, label }, index) => (
          <li key={to} className="flex min-w-0 items-center gap-1">
            {index === 0 ? (
              <ChevronLeft aria-hidden="true" size={14} className="-ml-0.5" />
            ) : (
              <ChevronRight aria-hidden="true" size={14} />
            )}
            <Link to={to} dir="auto" className="max-w-64 truncate rounded-sm hover:text-ink hover:underline">
              {label}
            </Link>
          </li>
        ))}
      </ol>
    </nav>
  );
}
