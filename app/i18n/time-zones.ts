/** Zones of time, by the names that the IANA gives them. */

/** Longest name that is looked at. */
const MAX_NAME_LENGTH = 64;

export function isTimeZone(name: string): boolean {
  if (name.length > MAX_NAME_LENGTH) return false;
  try {
    return Boolean(new Intl.DateTimeFormat("en", { timeZone: name }));
  } catch {
    return false;
  }
}

/** For a choice: those that this server knows, the neutral one first. */
export const listTimeZones = (): string[] => [
  "UTC",
  ...Intl.supportedValuesOf("timeZone").filter((name) => name !== "UTC"),
];
