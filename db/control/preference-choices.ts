/** What a person may choose for every workspace and device. Pure. */
export const THEMES = ["system", "light", "dark"] as const;
export type Theme = (typeof THEMES)[number];

/** What is left out, nobody has chosen. */
export type PersonPreferences = {
  /** A language that pages speak, by its code. */
  locale?: string;
  theme?: Theme;
  /** Of the IANA's names. */
  timeZone?: string;
  /** Kinds of notifications that are neither shown nor counted. */
  muted?: string[];
};
