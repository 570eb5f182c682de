/**
 * The real middleware answers a stale or half-missing sign-in with a redirect to the provider's own host,
 * which would renew it. The stand-in has no such host: whatever would lead there is taken out of the request
 * first.
 */

import { cookieValues } from "../../cookie-header.ts";
import { CLIENT_COOKIE, SESSION_COOKIE } from "../clerk/auth-cookies.ts";
import { readTokenClaims } from "../clerk/token-claims.ts";

/**
 * A request with our page's address and the two sign-in cookies, if those are usable; nothing else matters to
 * it.
 */
export function cleanRequest(request: Request, cookies: string, pageUrl: URL, now = Date.now()): Request {
  const headers = new Headers({ accept: request.headers.get("accept") ?? "*/*" });
  const cookie = usableCookies(cookies, now);
  if (cookie) headers.set("cookie", cookie);
  return new Request(new URL(pageUrl.pathname, pageUrl.origin), { method: "GET", headers });
}

/** Of cookies that agree, those that the real middleware takes without asking anybody. */
function usableCookies(cookies: string, now: number): string | undefined {
  const [token] = cookieValues(cookies, SESSION_COOKIE);
  const claims = token === undefined ? undefined : readTokenClaims(token);
  const seconds = now / 1000;
  if (!claims || claims.issuedAt > seconds || claims.expiresAt <= seconds) return undefined;
  const client = Number(cookieValues(cookies, CLIENT_COOKIE)[0]);
  if (!Number.isInteger(client) || client <= 0 || client > claims.issuedAt) return undefined;
  return `${SESSION_COOKIE}=${token}; ${CLIENT_COOKIE}=${client}`;
}
