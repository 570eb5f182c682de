/** The guard of a workspace's pages: below it there is always a member of this tenant. */
import { data, type MiddlewareFunction } from "react-router";
import { memberContext, sessionContext, tenantContext, tenantDbContext } from "#app/context.ts";
import { getMember, isSeenLongAgo, touchMember } from "#app/db.server.ts";
import { beginEntering } from "#app/identity/enter-tenant.server.ts";
import { limitChanges } from "./limits.server.ts";

/**
 * Session → user → member of this tenant → role. Nobody: off to sign in, with a way back to this page (what
 * was posted is lost, its page is not). Somebody else: 403. The control plane decides who may come in, the
 * tenant's own table as what.
 */
export const requireMember: MiddlewareFunction<Response> = async ({ request, context, url }, next) => {
  const tenant = context.get(tenantContext);
  const session = context.get(sessionContext);
  if (!session) throw beginEntering(request, tenant, url);
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
