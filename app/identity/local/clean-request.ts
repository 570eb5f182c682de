/**
 * The real middleware answers a stale or half-missing sign-in with a redirect to the provider's own host, which would
 * renew it. The stand-in has no such host: whatever would lead there is taken out of the request first.
 */
import { cookieValues } from "../cookie-header.ts";
import { readTokenSpan } from "./token.ts";

export const SESSION_COOKIE = "__session";
export const CLIENT_COOKIE = "__client_uat";

/** A request with our page's address and the two sign-in cookies, if those are usable; nothing else matters to it. */
export function cleanRequest(request: Request, pageUrl: URL, now = Date.now()): Request {
  const headers = new Headers({ accept: request.headers.get("accept") ?? "*/*" });
  const cookie = usableCookies(request.headers.get("cookie"), now);
  if (cookie) headers.set("cookie", cookie);
  return new Request(new URL(pageUrl.pathname, pageUrl.origin), { method: "GET", headers });
}

function usableCookies(header: string | null, now: number): string | undefined {
  const tokens = cookieValues(header, SESSION_COOKIE);
  const clients = cookieValues(header, CLIENT_COOKIE);
  const [token] = tokens;
  // Two of a name: one of them was set by somebody else's host. Neither counts.
  if (!token || tokens.length > 1 || clients.length > 1) return undefined;
  const span = readTokenSpan(token);
  const seconds = now / 1000;
  if (!span || span.issuedAt > seconds || span.expiresAt <= seconds) return undefined;
  const client = Number(clients[0]);
  if (!Number.isInteger(client) || client <= 0 || client > span.issuedAt) return undefined;
  return `${SESSION_COOKIE}=${token}; ${CLIENT_COOKIE}=${client}`;
}
