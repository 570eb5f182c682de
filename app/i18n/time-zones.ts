/** The zones that a person can be in, as the server's own tables have them: with `UTC`, by name. */
let known: string[] | undefined;

export const timeZones = (): string[] =>
  (known ??= [...new Set(["UTC", ...Intl.supportedValuesOf("timeZone")])].toSorted());
