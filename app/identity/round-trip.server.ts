/**
 * The way in, to a workspace and to the platform. It begins on the hostname that one wants to enter, goes to
 * the apex, where the person is signed in, and comes back with a ticket. What is alike in both is here; who
 * may come in is asked in `enter-tenant.server.ts` and `enter-platform.server.ts`.
 */
import { redirect } from "react-router";
import { returnPath } from "#app/http/return-path.ts";
import { apexUrl, originOf } from "#app/http/urls.server.ts";
import { issueNonce, readNonceHash } from "./nonce-cookie.server.ts";
import { hashSecret, isSecret, newSecret } from "./secret.ts";

/** Where a way in ends: the page that takes the ticket, and the page to begin at where none was asked for. */
export type Door = { ticketPath: string; start: string };

/** What the apex is asked for. `returnTo` comes from a browser: it is checked when written and when used. */
export type Wanted = { hostname: string; nonceHash: string; returnTo: unknown };

/** Characters of a browser's name that are kept. */
const MAX_USER_AGENT = 512;

/** On the hostname: off to the apex, which is asked at the path that `apexPath` makes. */
export function begin(
  request: Request,
  page: URL,
  apexPath: (nonceHash: string, returnTo: string) => string,
): Response {
  const { nonceHash, setCookie } = issueNonce(request);
  const target = apexUrl(apexPath(nonceHash, `${page.pathname}${page.search}`));
  // After anything but a GET the browser must come back with one.
  const status = request.method === "GET" ? 302 : 303;
  return redirect(target, { status, headers: { "set-cookie": setCookie, "cache-control": "no-store" } });
}

/** On the apex: a new ticket, as its row holds it, and the address that it is taken to. */
export function newTicket({ ticketPath, start }: Door, { hostname, nonceHash, returnTo }: Wanted) {
  const ticket = newSecret();
  return {
    row: { hash: hashSecret(ticket), hostname, nonceHash, returnTo: returnPath(returnTo, start) },
    url: `${originOf(hostname)}${ticketPath}?${new URLSearchParams({ ticket })}`,
  };
}

/** On the hostname again: what a ticket is found by. Undefined where it cannot be this browser's. */
export function ticketKey(request: Request, hostname: string, ticket: string | null) {
  const nonceHash = readNonceHash(request);
  if (!nonceHash || !isSecret(ticket)) return undefined;
  return { hash: hashSecret(ticket), hostname, nonceHash };
}

export const userAgentOf = (request: Request): string | null =>
  request.headers.get("user-agent")?.slice(0, MAX_USER_AGENT) ?? null;

/** In, with a session. */
export function arrive({ start }: Door, setCookie: string, returnTo: string): Response {
  const headers = { "set-cookie": setCookie, "cache-control": "no-store", "referrer-policy": "no-referrer" };
  return redirect(returnPath(returnTo, start), { headers });
}
