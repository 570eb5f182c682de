/** Pure: days as people mean them, in their own time zone, as moments. */
import { dateFormat } from "./formatters.ts";

const DAY_MS = 86_400_000;
const SECOND_MS = 1_000;
/** No later moment is written with four digits of a year. */
const LAST_MS = Date.UTC(9999, 11, 31, 23, 59, 59, 999);

export type DayRange = { from?: string | undefined; to?: string | undefined };

/** From the beginning of the one day to before the day that follows the other; days as `2026-11-30`. */
export function momentsOf({ from, to }: DayRange, timeZone: string): { from?: Date; before?: Date } {
  return {
    ...(from && { from: startOf(Date.parse(from), timeZone) }),
    ...(to && { before: startOf(Date.parse(to) + DAY_MS, timeZone) }),
  };
}

/** The moments at which the last `count` months begin, the present one last. */
export function monthStarts(nowMs: number, count: number, timeZone: string): Date[] {
  const local = new Date(nowMs + offsetMs(nowMs, timeZone));
  const [year, month] = [local.getUTCFullYear(), local.getUTCMonth()];
  return Array.from({ length: count }, (_, at) => startOf(Date.UTC(year, month - count + 1 + at), timeZone));
}

/** When a clock in this zone shows what one in UTC shows at `wallMs`. */
function startOf(wallMs: number, timeZone: string): Date {
  const guessed = wallMs - offsetMs(wallMs, timeZone);
  return new Date(Math.min(wallMs - offsetMs(guessed, timeZone), LAST_MS));
}

/** How far a clock in this zone is ahead of UTC. */
function offsetMs(atMs: number, timeZone: string): number {
  const format = dateFormat("en-US", {
    timeZone,
    hourCycle: "h23",
    year: "numeric",
    month: "numeric",
    day: "numeric",
    hour: "numeric",
    minute: "numeric",
    second: "numeric",
  });
  const parts = new Map(format.formatToParts(atMs).map(({ type, value }) => [type, Number(value)]));
  const part = (name: Intl.DateTimeFormatPartTypes) => parts.get(name) ?? 0;
  const shown = Date.UTC(
    part("year"),
    part("month") - 1,
    part("day"),
    part("hour"),
    part("minute"),
    part("second"),
  );
  return shown - Math.floor(atMs / SECOND_MS) * SECOND_MS;
}
