/** Pure: how often somebody is told by mail of what waits for them. */

export const RHYTHMS = ["soon", "daily", "never"] as const;
type Rhythm = (typeof RHYTHMS)[number];

/** With `soon`: after the first that waits; what comes within it goes with it. */
export const BUNDLE_MINUTES = 30;

/** A person's own, the same in every tenant. */
export type MailChoice = {
  rhythm: Rhythm;
  /** With `daily`: 0 to 23, by the clock of `timeZone`. */
  hour: number;
  /** As IANA names it. */
  timeZone: string;
  /** Kinds of notifications that are not mailed; one that is not named here is. */
  silentKinds: string[];
};

/**
 * Of who has chosen nothing. Not daily: we do not know what time it is where they are. What they have read
 * within the window is not mailed.
 */
export const DEFAULT_MAIL_CHOICE: MailChoice = {
  rhythm: "soon",
  hour: 8,
  timeZone: "UTC",
  silentKinds: [],
};
