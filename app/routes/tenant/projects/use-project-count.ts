import { useTranslation } from "#app/i18n/translation.tsx";

/** How many there are, in words; beyond `most` only that there are more. */
export function useProjectCount(count: number, most: number): string {
  const { t } = useTranslation();
  return count > most ? t("projects.countMore", { count: most }) : t("projects.count", { count });
}
