/** What a session was signed in with, in words that people know: "Firefox", "macOS". */
import Bowser from "bowser";

export type Device = { browser: string | undefined; system: string | undefined };

/** Of no or an unknown user agent nothing is said. */
export function deviceOf(userAgent: string | null): Device {
  if (!userAgent) return { browser: undefined, system: undefined };
  const { browser, os } = Bowser.parse(userAgent);
  return { browser: browser.name || undefined, system: os.name || undefined };
}
