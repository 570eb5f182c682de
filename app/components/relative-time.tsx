import { dateFormat, relativeFormat } from "#app/i18n/formatters.ts";
import { useTranslation } from "#app/i18n/translation.tsx";
import { useClock } from "./use-clock.ts";

const steps = [
  ["year", 31_536_000],
  ["month", 2_592_000],
  ["week", 604_800],
  ["day", 86_400],
  ["hour", 3_600],
  ["minute", 60],
] as const;

/**
 * How long ago, with the absolute time in the title: as the server saw it first, then as the browser does.
 */
export function RelativeTime({ at }: { at: Date }) {
  const { t, i18n } = useTranslation();
  const { nowMs, timeZone } = useClock();
  const absolute = dateFormat(i18n.language, {
    dateStyle: "medium",
    timeStyle: "long",
    timeZone,
  }).format(at);
  return (
    <time dateTime={at.toISOString()} title={absolute}>
      {relativeText(at.getTime() - nowMs, i18n.language) ?? t("time.justNow")}
    </time>
  );
}

/** @internal */
export function relativeText(differenceMs: number, language: string): string | undefined {
  const seconds = differenceMs / 1_000;
  const step = steps.find(([, size]) => Math.abs(seconds) >= size);
  if (!step) return undefined;
  const [unit, size] = step;
  return relativeFormat(language).format(Math.trunc(seconds / size), unit);
}
