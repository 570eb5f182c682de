/**
 * What a person prefers on this hostname: language, theme, shortcuts, time zone. A cookie of its own,
 * readable by us alone.
 */
import { createCookie } from "react-router";
import { z } from "zod";
import { languages } from "#app/i18n/i18n.ts";

const ONE_YEAR_S = 60 * 60 * 24 * 365;

const cookie = createCookie("__Host-tenantry-prefs", {
  httpOnly: true,
  secure: true,
  sameSite: "lax",
  path: "/",
  maxAge: ONE_YEAR_S,
});

const preferences = z.object({
  locale: z.enum(languages).optional().catch(undefined),
  theme: z.enum(["system", "light", "dark"]).optional().catch(undefined),
  /** Shortcuts of a single key; left out: on. */
  shortcuts: z.enum(["on", "off"]).optional().catch(undefined),
  timeZone: z.string().max(64).refine(isTimeZone).optional().catch(undefined),
});

export const preferencesForm = preferences.extend({ return_to: z.string().optional() });

export type Preferences = z.infer<typeof preferences>;

export async function getPreferences(request: Request): Promise<Preferences> {
  const parsed = preferences.safeParse(await cookie.parse(request.headers.get("Cookie")));
  return parsed.success ? parsed.data : {};
}

/** The Set-Cookie header for what was chosen, over what was preferred before. */
export async function preferencesCookie(request: Request, chosen: unknown): Promise<string> {
  const before = await getPreferences(request);
  const { locale, theme, shortcuts, timeZone } = preferences.parse(chosen);
  return cookie.serialize({
    locale: locale ?? before.locale,
    theme: theme ?? before.theme,
    shortcuts: shortcuts ?? before.shortcuts,
    timeZone: timeZone ?? before.timeZone,
  });
}

function isTimeZone(name: string): boolean {
  try {
    return Boolean(new Intl.DateTimeFormat("en", { timeZone: name }));
  } catch {
    return false;
  }
}
