/** When a tenant is expected to take changes again, as staff write it. Pure. */

const UNITS_MS = { m: 60_000, h: 3_600_000, d: 86_400_000 } as const;
const LENGTH = /^(\d{1,5}) ?([mhd])$/;
/** With its zone: whoever reads a time without one takes it for their own. */
const TIME = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(:\d{2}(\.\d{1,3})?)?(Z|[+-]\d{2}:\d{2})$/i;
/** Longer than that is no time that anybody expects. */
const MAX_MS = 366 * 86_400_000;

/**
 * `90m`, `2h`, `3d`, or a time in ISO 8601; a minute that has begun counts. Undefined for anything else, and
 * for what is over or a year away.
 */
export function readUntil(text: string, now: Date): Date | undefined {
  const typed = text.trim();
  const [, count, unit] = LENGTH.exec(typed) ?? [];
  const end = unit
    ? now.getTime() + Number(count) * UNITS_MS[unit as keyof typeof UNITS_MS]
    : Date.parse(TIME.test(typed) ? typed : "");
  const isToCome = end > now.getTime() && end <= now.getTime() + MAX_MS;
  return isToCome ? new Date(Math.ceil(end / UNITS_MS.m) * UNITS_MS.m) : undefined;
}
