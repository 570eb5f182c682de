/** Who is signed in on the apex: the provider's own middleware, for real. */
import { clerkMiddleware, getAuth } from "@clerk/react-router/server";
import type { LoaderFunctionArgs, MiddlewareFunction } from "react-router";
import { requestContext } from "#app/context.ts";
import type { Requests } from "../../identity-provider.ts";
import { ProviderUnavailable } from "../../provider-errors.ts";
import type { ClerkOptions, GetOptions } from "./keys.server.ts";
import { providerRequest, type See } from "./provider-request.ts";

/** What the provider's middleware says of its verdict; the header goes no further. */
const REASON = "x-clerk-auth-reason";
/** Without a key of our own: the provider's answered with an error, or not at all. */
const KEYS_UNREACHABLE = new Set<unknown>(["jwk-remote-failed-to-load", "unexpected-error"]);

/** `see` answers what the middleware may see of a request. */
export const requestsOf = (getOptions: GetOptions, see: See): Omit<Requests, "forget"> => ({
  authenticate(args, next) {
    const { origin } = args.context.get(requestContext);
    const options = getOptions();
    const pageUrl = new URL(`${args.url.pathname}${args.url.search}`, origin);
    const request = providerRequest(args.request, { pageUrl, suffix: options.cookieSuffix, see });
    return authenticate(options, origin)({ ...args, request }, next);
  },

  async sessionOf(args) {
    const { userId, sessionId } = await getAuth(args as LoaderFunctionArgs);
    return userId && sessionId ? { userId, sessionId } : null;
  },
});

/**
 * `authorizedParties` is one exact origin: a token made for another host's pages is refused. Throws
 * ProviderUnavailable where a token cannot be verified because the provider's keys cannot be fetched: who
 * brings one is not signed out.
 * @internal
 */
export function authenticate(options: ClerkOptions, origin: string): MiddlewareFunction<Response> {
  const verify = clerkMiddleware({
    publishableKey: options.publishableKey,
    secretKey: options.secretKey,
    ...(options.jwtKey && { jwtKey: options.jwtKey }),
    ...(options.apiUrl && { apiUrl: options.apiUrl }),
    authorizedParties: [origin],
    signInUrl: "/sign-in",
    signUpUrl: "/sign-up",
  });
  return async (args, next) => {
    const response = await verify(args, next);
    if (!options.jwtKey && KEYS_UNREACHABLE.has(response?.headers.get(REASON)))
      throw new ProviderUnavailable();
    return response;
  };
}
