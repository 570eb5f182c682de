import { ChevronLeft, ChevronRight } from "lucide-react";
import { useTranslation } from "#app/i18n/translation.tsx";
import { ButtonLink } from "./button.tsx";

/** Links to the neighbouring pages, each with its own address. */
export function Pagination({ previous, next }: { previous: string | undefined; next: string | undefined }) {
  const { t } = useTranslation();
  if (!previous && !next) return null;
  return (
    <nav aria-label={t("list.pages")} className="flex items-center justify-between gap-2">
      {previous ? (
        <ButtonLink to={previous} size="sm" rel="prev">
          <ChevronLeft aria-hidden="true" size={16} />
          {t("list.previous")}
        </ButtonLink>
      ) : (
        <span />
      )}
      {next && (
        <ButtonLink to={next} size="sm" rel="next">
          {t("list.next")}
          <ChevronRight aria-hidden="true" size={16} />
        </ButtonLink>
      )}
    </nav>
  );
}
