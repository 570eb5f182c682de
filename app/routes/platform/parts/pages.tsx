import { ChevronLeft, ChevronRight, SearchX } from "lucide-react";
import { ButtonLink } from "#app/components/ui/button.tsx";
import { EmptyState } from "#app/components/ui/empty-state.tsx";
import { useTranslation } from "#app/i18n/translation.tsx";

/** Links to the neighbouring pages, each with its own address. */
export function Pages({ previous, next }: { previous: string | undefined; next: string | undefined }) {
  const { t } = useTranslation();
  if (!previous && !next) return null;
  return (
    <nav aria-label={t("list.pages")} className="flex items-center justify-between gap-2">
      {previous ? (
        <ButtonLink to={previous} size="sm" rel="prev">
          <ChevronLeft aria-hidden="true" size={16} />
          {t("platform.list.previous")}
        </ButtonLink>
      ) : (
        <span />
      )}
      {next && (
        <ButtonLink to={next} size="sm" rel="next">
          {t("platform.list.next")}
          <ChevronRight aria-hidden="true" size={16} />
        </ButtonLink>
      )}
    </nav>
  );
}

export function NoResults({ clearTo }: { clearTo: string }) {
  const { t } = useTranslation();
  return (
    <EmptyState
      icon={SearchX}
      title={t("platform.list.noResultsTitle")}
      action={<ButtonLink to={clearTo}>{t("platform.list.clear")}</ButtonLink>}
    >
      {t("platform.list.noResults")}
    </EmptyState>
  );
}
