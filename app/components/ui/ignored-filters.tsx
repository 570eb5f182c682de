import { useTranslation } from "#app/i18n/translation.tsx";
import { Alert } from "./alert.tsx";

/** Says which filters of the address were left out of a list. */
export function IgnoredFilters({ names }: { names: string[] }) {
  const { t } = useTranslation();
  if (names.length === 0) return null;
  return <Alert tone="warning">{t("form.ignoredFilters", { names: names.join(", ") })}</Alert>;
}
