/**
 * Pure: what the provider's middleware may see of a request on the apex. The rules about cookies hold for the
 * stand-in too.
 */
import { authCookies, NOBODY } from "./auth-cookies.ts";

/** `cookies`: those that agree. `pageUrl`: our own idea of the page's address. */
export type See = (request: Request, cookies: string, pageUrl: URL) => Request;

/** `suffix` is the instance's, in the names of its cookies. */
export function providerRequest(
  request: Request,
  { pageUrl, suffix, see }: { pageUrl: URL; suffix: string; see: See },
): Request {
  return see(request, authCookies(request.headers.get("cookie"), suffix), pageUrl);
}

/** As a browser sends it to the provider: at our address, and without what anybody may add. */
export const seeWhole: See = (request, cookies, pageUrl) =>
  new Request(addressOf(pageUrl, cookies), { method: request.method, headers: headersOf(request, cookies) });

/** What a link may carry of a sign-in; where the cookies do not agree, nothing else shall decide. */
const SIGN_IN_PARAMS = ["__clerk_handshake", "__clerk_handshake_nonce", "__clerk_db_jwt"];

function addressOf(pageUrl: URL, cookies: string): URL {
  const url = new URL(pageUrl);
  if (cookies === NOBODY) for (const name of SIGN_IN_PARAMS) url.searchParams.delete(name);
  return url;
}

/** Believed unasked by the middleware, where anybody may send them. */
const FORWARDED = /^(host|forwarded|x-forwarded-.*|cloudfront-forwarded-proto)$/;

/** No bearer token either: people come with cookies. */
function headersOf(request: Request, cookies: string): Headers {
  const headers = new Headers(request.headers);
  for (const name of [...headers.keys()])
    if (name === "authorization" || FORWARDED.test(name)) headers.delete(name);
  headers.delete("cookie");
  if (cookies) headers.set("cookie", cookies);
  return headers;
}
