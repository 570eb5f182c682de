/** The guard of a workspace's pages: below it there is always a member of this tenant. */
import { data, type MiddlewareFunction } from "react-router";
import {
  memberContext,
  sessionContext,
  type TenantSession,
  tenantContext,
  tenantControlContext,
  tenantDbContext,
} from "#app/context.ts";
import { getMember, getMembershipRole, isSeenLongAgo, touchMember } from "#app/db.server.ts";
import { beginEntering } from "#app/identity/round-trip.server.ts";
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
  const member = await findMember(session);
  if (!member?.isActive) throw data(null, { status: 403, statusText: "Forbidden" });
  if (isSeenLongAgo(member)) await context.get(tenantDbContext).write((tx) => touchMember(tx, member.id));
  const { id, email, firstName, lastName, avatarUrl, role } = member;
  context.set(memberContext, { id, email, firstName, lastName, avatarUrl, role });
  return next();

  async function findMember({ userId }: TenantSession) {
    const [mayEnter, row] = await Promise.all([
      context.get(tenantControlContext).read((tx) => getMembershipRole(tx, { tenantId: tenant.id, userId })),
      context.get(tenantDbContext).read((tx) => getMember(tx, userId)),
    ]);
    return mayEnter ? row : undefined;
  }
};
