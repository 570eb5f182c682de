import { ChevronLeft, ChevronRight } from "lucide-react";
import { useTranslation } from "#app/i18n/translation.tsx";
import { ButtonLink } from "./button.tsx";

/** Keyset links: newer and older, each with its own address. */
export function Pagination({ newer, older }: { newer?: string; older?: string }) {
  const { t } = useTranslation();
  if (!newer && !older) return null;
  return (
    <nav aria-label={t("list.pages")} className="flex items-center justify-between gap-2">
      {newer ? (
        <ButtonLink to={newer} size="sm" rel="prev">
          <ChevronLeft aria-hidden="true" size={16} />
          {t("list.newer")}
        </ButtonLink>
      ) : (
        <span />
      )}
      {older && (
        <ButtonLink to={older} size="sm" rel="next">
          {t("list.older")}
          <ChevronRight aria-hidden="true" size={16} />
        </ButtonLink>
      )}
    </nav>
  );
}
