import { useTranslation } from "#app/i18n/translation.tsx";

const MINUTES_PER_HOUR = 60;
const MINUTES_PER_DAY = 24 * MINUTES_PER_HOUR;

/** "15 minutes", "8 hours", "7 days": in the largest unit that leaves nothing over. */
export function useLengthText(): (minutes: number) => string {
  const { t } = useTranslation();
  return (minutes) => {
    if (minutes % MINUTES_PER_DAY === 0) return t("security.days", { count: minutes / MINUTES_PER_DAY });
    if (minutes % MINUTES_PER_HOUR === 0) return t("security.hours", { count: minutes / MINUTES_PER_HOUR });
    return t("security.minutes", { count: minutes });
  };
}
