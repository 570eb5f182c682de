/**
 * Who is signed in on the apex. The provider's middleware runs for real; with the stand-in only its keys
 * differ.
 */
import { clerkMiddleware, getAuth } from "@clerk/react-router/server";
import { type LoaderFunctionArgs, type MiddlewareFunction, redirect } from "react-router";
import { dataTierContext, requestContext } from "#app/context.ts";
import { getUserById, type User } from "#app/db.people.server.ts";
import { hasTombstone } from "#app/db.server.ts";
import { env } from "#app/env.server.ts";
import { ProviderUnavailable } from "./client.server.ts";
import { formerOwner, isBound } from "./companion.server.ts";
import { type ClerkOptions, getClerkOptions } from "./keys.server.ts";
import { confirmPath, signInPath } from "./paths.ts";
import { type Proof, proofOf } from "./proof.ts";
import { providerRequest } from "./provider-request.ts";
import { signInAgain } from "./sign-in-again.server.ts";
import { knownUser } from "./users.server.ts";

export type ApexUser = User & Proof & { sessionId: string };
/** What the provider's middleware says of its verdict; the header goes no further. */
const REASON = "x-clerk-auth-reason";
/** Without a key of our own: the provider's answered with an error, or not at all. */
const KEYS_UNREACHABLE = new Set<unknown>(["jwk-remote-failed-to-load", "unexpected-error"]);

type Args = Pick<LoaderFunctionArgs, "request" | "context" | "url">;

/** Runs on the apex only: nobody's token means anything on another hostname. */
export const clerk: MiddlewareFunction<Response> = async (args, next) => {
  const { area, origin } = args.context.get(requestContext);
  if (area !== "apex") return next();
  const options = getClerkOptions();
  const pageUrl = new URL(`${args.url.pathname}${args.url.search}`, origin);
  const request = providerRequest(args.request, pageUrl, {
    kind: env.identity,
    suffix: options.cookieSuffix,
  });
  return authenticate(options, origin)({ ...args, request }, next);
};

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

/** The person signed in on the apex, in a session that this browser began or they chose. */
export async function getUser(args: Args): Promise<ApexUser | null> {
  const user = await getVerifiedUser(args);
  return user && (await isBound(args.request, user.sessionId)) ? user : null;
}

/**
 * Whom the provider's cookies sign in; whether they are this person's own, nobody has said yet. A session
 * that we know to be over counts for nothing, however fresh its token.
 */
export async function getVerifiedUser(args: Args): Promise<ApexUser | null> {
  const { userId, sessionId, sessionClaims } = await getAuth(args as LoaderFunctionArgs);
  if (!userId || !sessionId) return null;
  const [isOver, isDeleted, known] = await args.context
    .get(dataTierContext)
    .controlDb.read((tx) =>
      Promise.all([
        hasTombstone(tx, "session", sessionId),
        hasTombstone(tx, "user", userId),
        getUserById(tx, userId),
      ]),
    );
  if (isOver || isDeleted) return null;
  // The message that tells of a new person may still be on its way.
  const user = known ?? (await knownUser(args.context.get(dataTierContext), userId));
  return user ? { ...user, sessionId, ...proofOf(sessionClaims) } : null;
}

/**
 * Throws a redirect to sign-in, or to the question who somebody is, which lead back to this page and to what
 * was typed on it.
 */
export async function requireUser(args: Args): Promise<ApexUser> {
  const user = await getVerifiedUser(args);
  const isOurs = user !== null && (await isBound(args.request, user.sessionId));
  if (isOurs) return user;
  const here = `${args.url.pathname}${args.url.search}`;
  const away = redirect(user ? confirmPath(here) : signInPath(here));
  throw await signInAgain(args, { formerOwner }, away);
}
