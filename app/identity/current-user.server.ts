/** Who is signed in on the apex, as the provider says and as this browser agrees. */
import { type MiddlewareFunction, redirect } from "react-router";
import { dataTierContext, requestContext } from "#app/context.ts";
import { getUserById, isKeptOut } from "#app/db.people.server.ts";
import { hasTombstone } from "#app/db.server.ts";
import { formerOwner, isBound } from "./companion.server.ts";
import { identity } from "./identity.server.ts";
import type { ApexUser, RequestArgs, Visitor } from "./identity-provider.ts";
import { confirmPath, signInPath } from "./paths.ts";
import { signInAgain } from "./sign-in-again.server.ts";
import { knownUser } from "./users.server.ts";

type Args = Pick<RequestArgs, "request" | "context" | "url">;

/** Runs on the apex only: nobody's token means anything on another hostname. */
export const authenticate: MiddlewareFunction<Response> = (args, next) => {
  if (args.context.get(requestContext).area !== "apex") return next();
  return identity.requests.authenticate(args, next);
};

/** The person signed in on the apex, in a session that this browser began or they chose. */
export async function getUser(args: Args): Promise<ApexUser | null> {
  return (await getVisitor(args)).user;
}

/** Both answers of one request. */
export async function getVisitor(args: Args): Promise<Visitor> {
  const verified = await getVerifiedUser(args);
  const isOurs = verified !== null && (await isBound(args.request, verified.sessionId));
  return { verified, user: isOurs ? verified : null };
}

/**
 * Whom the provider's cookies sign in; whether they are this person's own, nobody has said yet. A session
 * that we know to be over counts for nothing, however fresh its token.
 */
export async function getVerifiedUser(args: Args): Promise<ApexUser | null> {
  const session = await identity.requests.sessionOf(args);
  if (!session) return null;
  const { userId, ...proved } = session;
  const [isOver, isDeleted, isOut, known] = await args.context
    .get(dataTierContext)
    .controlDb.read((tx) =>
      Promise.all([
        hasTombstone(tx, "session", proved.sessionId),
        hasTombstone(tx, "user", userId),
        isKeptOut(tx, userId),
        getUserById(tx, userId),
      ]),
    );
  if (isOver || isDeleted || isOut) return null;
  // The message that tells of a new person may still be on its way.
  const user = known ?? (await knownUser(args.context.get(dataTierContext), userId));
  return user ? { ...user, ...proved } : null;
}

/**
 * Throws a redirect to sign-in, or to the question who somebody is, which lead back to this page and to what
 * was typed on it.
 */
export async function requireUser(args: Args): Promise<ApexUser> {
  const { user, verified } = await getVisitor(args);
  if (user) return user;
  const here = `${args.url.pathname}${args.url.search}`;
  const away = redirect(verified ? confirmPath(here) : signInPath(here));
  throw await signInAgain(args, { formerOwner }, away);
}
