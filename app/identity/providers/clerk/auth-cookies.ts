/**
 * Pure: which of a browser's sign-in cookies count, whoever the provider is. A page of a sibling tenant can
 * set cookies of these names for all of us, in front of the person's own or beside them: of two, nobody can
 * say which is the person's, so neither counts.
 */
import { type Cookie, cookieValues, toHeader } from "../../cookie-header.ts";
import { readTokenClaims } from "./token-claims.ts";

export const SESSION_COOKIE = "__session";
export const CLIENT_COOKIE = "__client_uat";
const REFRESH_COOKIE = "__refresh";
const BROWSER_COOKIE = "__clerk_db_jwt";
/** The provider names each of these with the instance's suffix as well, or only so. */
const SUFFIXED = [SESSION_COOKIE, CLIENT_COOKIE, REFRESH_COOKIE, BROWSER_COOKIE];
const HANDSHAKE = ["__clerk_handshake", "__clerk_handshake_nonce"];
const LOOP_COOKIE = "__clerk_redirect_count";
/** At this count the provider's middleware sends nobody away any more. */
const LOOP_LIMIT = "3";

/** What a header becomes that signs nobody in, and for which nobody is sent to the provider either. */
export const NOBODY = toHeader([{ name: LOOP_COOKIE, value: LOOP_LIMIT }]);

/** The header that the provider's middleware may see; NOBODY where the cookies do not agree. */
export function authCookies(header: string | null, suffix: string): string {
  const names = [...SUFFIXED.flatMap((name) => [name, suffixed(name, suffix)]), ...HANDSHAKE, LOOP_COOKIE];
  const found = new Map<string, string>();
  for (const name of names) {
    const [value, ...others] = cookieValues(header, name);
    if (others.length > 0) return NOBODY;
    if (value !== undefined) found.set(name, value);
  }
  return areOfOneSession(found.get(SESSION_COOKIE), found.get(suffixed(SESSION_COOKIE, suffix)))
    ? toHeader([...found].map(([name, value]): Cookie => ({ name, value })))
    : NOBODY;
}

const suffixed = (name: string, suffix: string): string => `${name}_${suffix}`;

/** A token is renewed under one name before the other: they may differ, the session in them may not. */
function areOfOneSession(plain: string | undefined, other: string | undefined): boolean {
  if (plain === undefined || other === undefined || plain === other) return true;
  const [one, two] = [readTokenClaims(plain), readTokenClaims(other)];
  return one?.sessionId !== undefined && one.sessionId === two?.sessionId && one.userId === two.userId;
}
