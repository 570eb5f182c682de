import { SearchX } from "lucide-react";
import { useTranslation } from "#app/i18n/translation.tsx";
import { ButtonLink } from "./button.tsx";
import { EmptyState } from "./empty-state.tsx";

type NoResultsProps = {
  /** The list without filters. */
  clearTo: string;
  /** What was looked for, in the list's own words. */
  title?: string;
  hint?: string;
};

/** A list that filters have emptied. */
export function NoResults({ clearTo, title, hint }: NoResultsProps) {
  const { t } = useTranslation();
  return (
    <EmptyState
      icon={SearchX}
      title={title ?? t("list.noResultsTitle")}
      action={<ButtonLink to={clearTo}>{t("list.clear")}</ButtonLink>}
    >
      {hint ?? t("list.noResults")}
    </EmptyState>
  );
}
