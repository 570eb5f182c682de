/** Nobody else's page may act here: every unsafe request must come from a page of exactly this origin. */
import { data, type MiddlewareFunction } from "react-router";
import { requestContext } from "#app/context.ts";
import { UNSUBSCRIBE_PATH } from "#app/mail/unsubscribe-token.ts";

const SAFE_METHODS = new Set(["GET", "HEAD", "OPTIONS"]);
export const WEBHOOK_PATH = "/webhooks/clerk";
/** Proved by a signature instead: of the body, or of what the address says. Neither asks who is signed in. */
const SIGNED_PATHS = new Set([WEBHOOK_PATH, UNSUBSCRIBE_PATH]);

type Sender = {
  method: string;
  /** The request's `Origin` header, null where it has none. */
  sender: string | null;
  fetchSite: string | null;
  pathname: string;
  ownOrigin: string;
};

/**
 * Sibling tenants are same-site to each other, so neither SameSite cookies nor `Sec-Fetch-Site: same-site`
 * keep them out. A request without an Origin is believed only if the browser says `same-origin`.
 * @internal
 */
export function isAllowedSender({ method, sender, fetchSite, pathname, ownOrigin }: Sender): boolean {
  if (SAFE_METHODS.has(method)) return true;
  if (SIGNED_PATHS.has(pathname)) return true;
  if (sender !== null) return sender === ownOrigin;
  return fetchSite === "same-origin";
}

export const checkOrigin: MiddlewareFunction<Response> = async ({ request, context }, next) => {
  const { origin: ownOrigin, sender } = context.get(requestContext);
  const { method, headers } = request;
  // The raw path: what the router also takes for the same route (`….data`) is not exempt.
  const { pathname } = new URL(request.url);
  const fetchSite = headers.get("sec-fetch-site");
  if (isAllowedSender({ method, sender, fetchSite, pathname, ownOrigin })) return next();
  throw data(null, { status: 403, statusText: "Forbidden" });
};
