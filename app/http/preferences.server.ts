/**
 * Language, theme, shortcuts and time zone. Of who is signed in, as they chose for every workspace and
 * device; of others, what was chosen in this browser on this hostname: a cookie of its own, readable by us
 * alone.
 */
import { createCookie, type RouterContextProvider } from "react-router";
import { z } from "zod";
import { preferencesContext, tenantContext } from "#app/context.ts";
import { SHORTCUTS, THEMES } from "#app/db.shared.ts";
import { languages } from "#app/i18n/i18n.ts";
import { isTimeZone } from "#app/i18n/time-zones.ts";
import { getOptional } from "./optional-context.ts";

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
  theme: z.enum(THEMES).optional().catch(undefined),
  /** Shortcuts of a single key; left out: on. */
  shortcuts: z.enum(SHORTCUTS).optional().catch(undefined),
  timeZone: z.string().max(64).refine(isTimeZone).optional().catch(undefined),
});

export const preferencesForm = preferences.extend({ return_to: z.string().optional() });

export type Preferences = z.infer<typeof preferences>;

export async function getPreferences(request: Request): Promise<Preferences> {
  const parsed = preferences.safeParse(await cookie.parse(request.headers.get("Cookie")));
  return parsed.success ? parsed.data : {};
}

type Args = { request: Request; context: Readonly<RouterContextProvider> };

/** What counts for this request: the person's own choice before the browser's. */
export async function effectivePreferences({ request, context }: Args): Promise<Preferences> {
  const own = preferences.parse(getOptional(context, preferencesContext) ?? {});
  const here = await getPreferences(request);
  return {
    locale: own.locale ?? here.locale,
    theme: own.theme ?? here.theme,
    shortcuts: own.shortcuts ?? here.shortcuts,
    timeZone: own.timeZone ?? here.timeZone,
  };
}

/** In which times are read and written: the person's choice, else the workspace's. */
export const effectiveTimeZone = async (args: Args): Promise<string> =>
  (await effectivePreferences(args)).timeZone ??
  getOptional(args.context, tenantContext)?.settings.timeZone ??
  "UTC";

/** Of what was sent, what is a choice. */
export const chosenIn = (sent: unknown): Preferences => preferences.parse(sent);

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
