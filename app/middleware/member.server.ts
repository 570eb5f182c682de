/** The guard of a workspace's pages: below it there is always a member of this tenant. */
import { data, type MiddlewareFunction, type RouterContextProvider } from "react-router";
import {
  dataTierContext,
  type Member,
  memberContext,
  requestContext,
  sessionContext,
  tenantContext,
  tenantDbContext,
} from "#app/context.ts";
import { getMember, getUserById, isSeenLongAgo, touchMember } from "#app/db.people.server.ts";
import type { Account } from "#app/http/errors.server.ts";
import { isReadOnly } from "#app/http/read-only.server.ts";
import { apexUrl } from "#app/http/urls.server.ts";
import { beginEntering } from "#app/identity/enter-tenant.server.ts";
import { signInAgain } from "#app/identity/sign-in-again.server.ts";
import { tenantSessions } from "#app/identity/tenant-sessions.server.ts";
import { limitChanges } from "./limits.server.ts";

/**
 * Session → user → member of this tenant → role. Nobody: off to sign in, with a way back to this page and
 * to what was typed on it. Somebody else: 403. The control plane decides who may come in, the
 * tenant's own table as what.
 */
export const requireMember: MiddlewareFunction<Response> = async (args, next) => {
  const { request, context, url } = args;
  const tenant = context.get(tenantContext);
  const session = context.get(sessionContext);
  if (!session) {
    const { hostname } = context.get(requestContext);
    const sessions = tenantSessions(context.get(dataTierContext), tenant, hostname);
    throw await signInAgain(args, sessions, beginEntering(request, tenant, url));
  }
  await limitChanges(request, session.userId);
  const member = await findMember(context);
  if (!member) throw await refused(context, session.userId);
  context.set(memberContext, member);
  return next();
};

/** Who is signed in here as a member of this tenant, if anybody. */
export async function findMember(context: Readonly<RouterContextProvider>): Promise<Member | undefined> {
  const session = context.get(sessionContext);
  if (!session?.isMember) return undefined;
  const db = context.get(tenantDbContext);
  const key = { tenantId: context.get(tenantContext).id, userId: session.userId };
  const member = await context.get(dataTierContext).knownAccess.find(
    `member ${key.tenantId} ${key.userId}`,
    () => db.read((tx) => getMember(tx, key.userId)),
    (found) => (found.isActive && !isSeenLongAgo(found) ? key : undefined),
  );
  if (!member?.isActive) return undefined;
  if (isSeenLongAgo(member) && !isReadOnly(db)) await db.write((tx) => touchMember(tx, member.id));
  const { id, email, firstName, lastName, avatarUrl, role } = member;
  return { id, email, firstName, lastName, avatarUrl, role };
}

/** Tells the person who they are, as their own session here says, and nothing of the workspace. */
async function refused(context: Readonly<RouterContextProvider>, userId: string) {
  const user = await context.get(dataTierContext).controlDb.read((tx) => getUserById(tx, userId));
  const account: Account | undefined = user && {
    email: user.email,
    signOutPath: "/session/end",
    workspacesUrl: apexUrl("/workspaces"),
  };
  return data({ account }, { status: 403, statusText: "Forbidden" });
}
