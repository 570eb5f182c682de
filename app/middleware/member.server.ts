/** The guard of a workspace's pages: below it there is always a member of this tenant. */
import { data, type MiddlewareFunction } from "react-router";
import {
  dataTierContext,
  memberContext,
  requestContext,
  sessionContext,
  tenantContext,
  tenantDbContext,
} from "#app/context.ts";
import { getMember, isSeenLongAgo, touchMember } from "#app/db.server.ts";
import { beginEntering } from "#app/identity/enter-tenant.server.ts";
import { tenantSessions } from "#app/identity/tenant-sessions.server.ts";
import { limitChanges } from "./limits.server.ts";
import { signInAgain } from "./sign-in-again.server.ts";

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
  if (!session.isMember) throw refused();
  const member = await context.get(tenantDbContext).read((tx) => getMember(tx, session.userId));
  if (!member?.isActive) throw refused();
  if (isSeenLongAgo(member)) await context.get(tenantDbContext).write((tx) => touchMember(tx, member.id));
  const { id, email, firstName, lastName, avatarUrl, role } = member;
  context.set(memberContext, { id, email, firstName, lastName, avatarUrl, role });
  return next();
};

const refused = () => data(null, { status: 403, statusText: "Forbidden" });
