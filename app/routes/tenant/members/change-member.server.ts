/** Another role for a member, or the end of their membership: here, at the provider and in the tenant. */
import type { RouterContextProvider } from "react-router";
import { dataTierContext, memberContext, requestContext, tenantContext } from "#app/context.ts";
import {
  changeMembership,
  type MembershipKey,
  type Role,
  type Tenant,
  undoMembershipChange,
} from "#app/db.server.ts";
import { getOptional } from "#app/http/optional-context.ts";
import { requireFound } from "#app/http/require-found.ts";
import { endProviderMembership, setProviderRole } from "#app/identity/memberships.server.ts";
import { syncMember } from "#app/jobs/webhooks/members.ts";
import { mayAssign } from "#app/permissions.ts";

/**
 * `to` undefined: out of the workspace. Shown at once; the provider's own message changes nothing more. What
 * the provider refuses is as before. 404 for who is not a member. Throws LastOwner, RoleBeyondReach and
 * ProviderUnavailable.
 */
export async function changeMember(
  context: Readonly<RouterContextProvider>,
  userId: string,
  to: Role | undefined,
): Promise<void> {
  const tier = context.get(dataTierContext);
  const tenant = context.get(tenantContext);
  const key = { tenantId: tenant.id, userId };
  const by = { userId: context.get(memberContext).id, actor: memberActor(context), may: mayAssign };
  const from = requireFound(await tier.controlDb.write((tx) => changeMembership(tx, { key, to, by })));
  try {
    await tellProvider(tenant, key, to);
  } catch (error) {
    await tier.controlDb.write((tx) => undoMembershipChange(tx, key, from));
    throw error;
  }
  await syncMember(tier, key);
}

/** A tenant that was made by command has no organization. */
async function tellProvider(
  { organizationId }: Tenant,
  { userId }: MembershipKey,
  to: Role | undefined,
): Promise<void> {
  if (!organizationId) return;
  if (to) await setProviderRole({ organizationId, userId }, to);
  else await endProviderMembership({ organizationId, userId });
}

/** The member who asks, for the audit log. */
export function memberActor(context: Readonly<RouterContextProvider>) {
  const request = getOptional(context, requestContext);
  return {
    kind: "member" as const,
    id: context.get(memberContext).id,
    ip: request?.ip,
    requestId: request?.id,
  };
}
