import { dateFormat } from "#app/i18n/formatters.ts";
import { useTranslation } from "#app/i18n/translation.tsx";
import { useClock } from "./use-clock.ts";

/** A time, in ISO 8601, within a sentence: day, hour and minute, and which zone they are of. */
export function useMomentText(at: string | undefined): string | undefined {
  const { i18n } = useTranslation();
  const { timeZone } = useClock();
  return at && dateFormat(i18n.language, { ...MOMENT, timeZone }).format(new Date(at));
}

const MOMENT: Intl.DateTimeFormatOptions = {
  day: "numeric",
  month: "long",
  hour: "numeric",
  minute: "2-digit",
  timeZoneName: "short",
};
