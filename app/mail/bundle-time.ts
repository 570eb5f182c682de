/** Pure: when a mail about what waits for somebody goes out, by the clock of where they are. */
import { BUNDLE_MINUTES, type MailChoice } from "#app/db.shared.ts";
import { dateFormat } from "#app/i18n/formatters.ts";

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;
/** More than one, for zones whose calendar leaves a day out. */
const DAYS_AHEAD = 3;

/** Undefined: never. */
export function bundleAt({ rhythm, hour, timeZone }: MailChoice, now: Date): Date | undefined {
  switch (rhythm) {
    case "never":
      return undefined;
    case "soon":
      return new Date(now.getTime() + BUNDLE_MINUTES * 60_000);
    case "daily":
      return nextAt(hour, timeZone, now);
  }
}

/**
 * The first moment after `now` at which the clocks of a zone show this full hour. Where they skip it, the
 * moment that it would have been; where they show it twice, the first.
 * @internal
 */
export function nextAt(hour: number, timeZone: string, now: Date): Date {
  const today = Math.floor(shownAt(now.getTime(), timeZone) / DAY_MS) * DAY_MS;
  for (let day = 0; day <= DAYS_AHEAD; day++) {
    const at = momentOf(today + day * DAY_MS + hour * HOUR_MS, timeZone);
    if (at > now.getTime()) return new Date(at);
  }
  throw new RangeError(`No ${hour} o'clock in ${timeZone} within ${DAYS_AHEAD} days.`);
}

/** From what clocks show, as if they showed UTC, to when that is. */
function momentOf(shown: number, timeZone: string): number {
  const before = shown - offsetAt(shown - DAY_MS, timeZone);
  const after = shown - offsetAt(shown + DAY_MS, timeZone);
  const right = [before, after].filter((at) => shownAt(at, timeZone) === shown);
  return right.length > 0 ? Math.min(...right) : before;
}

const offsetAt = (at: number, timeZone: string): number => shownAt(at, timeZone) - at;

/** What the clocks of a zone show at a moment, to the second, as if it were UTC. */
function shownAt(at: number, timeZone: string): number {
  const parts = Object.fromEntries(
    clockOf(timeZone)
      .formatToParts(at)
      .map(({ type, value }) => [type, Number(value)]),
  );
  const { year = 0, month = 1, day = 1, hour = 0, minute = 0, second = 0 } = parts;
  return Date.UTC(year, month - 1, day, hour, minute, second);
}

const clockOf = (timeZone: string): Intl.DateTimeFormat =>
  dateFormat("en", {
    timeZone,
    hourCycle: "h23",
    year: "numeric",
    month: "numeric",
    day: "numeric",
    hour: "numeric",
    minute: "numeric",
    second: "numeric",
  });
