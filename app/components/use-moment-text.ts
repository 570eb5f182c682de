import { dateFormat } from "#app/i18n/formatters.ts";
import { useTranslation } from "#app/i18n/translation.tsx";
import { useClock } from "./use-clock.ts";

/** A time within a sentence: day, hour and minute, and which zone they are of. */
export function useMomentText(at: Date | undefined): string | undefined {
  const { i18n } = useTranslation();
  const { timeZone } = useClock();
  return at && dateFormat(i18n.language, { ...MOMENT, timeZone }).format(at);
}

const MOMENT: Intl.DateTimeFormatOptions = {
  weekday: "long",
  day: "numeric",
  month: "long",
  hour: "numeric",
  minute: "2-digit",
  timeZoneName: "short",
};
