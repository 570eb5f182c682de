/** Nobody else's page may act here: every unsafe request must come from a page of exactly this origin. */
import { data, type MiddlewareFunction } from "react-router";
import { requestContext } from "#app/context.ts";

const SAFE_METHODS = new Set(["GET", "HEAD", "OPTIONS"]);
/** Proved by a signature instead. */
const EXEMPT_PATH = "/webhooks/clerk";

type Sender = { method: string; headers: Headers; pathname: string; ownOrigin: string };

/**
 * Sibling tenants are same-site to each other, so neither SameSite cookies nor `Sec-Fetch-Site: same-site` keep them
 * out. A request without an Origin is believed only if the browser says `same-origin`.
 */
export function isAllowedSender({ method, headers, pathname, ownOrigin }: Sender): boolean {
  if (SAFE_METHODS.has(method)) return true;
  if (pathname === EXEMPT_PATH) return true;
  const origin = headers.get("origin");
  if (origin !== null) return origin === ownOrigin;
  return headers.get("sec-fetch-site") === "same-origin";
}

export const checkOrigin: MiddlewareFunction<Response> = async ({ request, context }, next) => {
  const { origin } = context.get(requestContext);
  // The raw path: what the router also takes for the same route (`….data`) is not exempt.
  const { pathname } = new URL(request.url);
  if (!isAllowedSender({ method: request.method, headers: request.headers, pathname, ownOrigin: origin })) {
    throw data(null, { status: 403, statusText: "Forbidden" });
  }
  return next();
};
