import { data, type RouterContextProvider } from "react-router";
import { type Member, tenantContext, tenantControlContext } from "#app/context.ts";
import { getSecurity } from "#app/db.people.server.ts";
import type { Actor, ControlRunner, Role, Tenant } from "#app/db.server.ts";
import { mayInvite } from "#app/permissions.ts";
import { invitableRoles } from "./invitable-roles.ts";
import { memberActor } from "./member-actor.server.ts";
import { requireManager } from "./require-manager.server.ts";

/** Who invites, where, and what is recorded of it. */
export type Inviter = { member: Member; tenant: Tenant; control: ControlRunner; actor: Actor };

/** The member who asks, if they manage members and the owners let them invite: 403 otherwise. */
export async function requireInviter(context: Readonly<RouterContextProvider>): Promise<Inviter> {
  const member = requireManager(context);
  if (!(await canInvite(context, member))) throw data(null, { status: 403 });
  return {
    member,
    tenant: context.get(tenantContext),
    control: context.get(tenantControlContext),
    actor: memberActor(context),
  };
}

/** As the owners have it now. */
export async function canInvite(context: Readonly<RouterContextProvider>, member: Member): Promise<boolean> {
  const { id } = context.get(tenantContext);
  const { whoInvites } = await context.get(tenantControlContext).read((tx) => getSecurity(tx, id));
  return mayInvite(member, whoInvites);
}

/** Nobody decides about an invitation to be more than they are. */
export function requireInvitable({ member }: Inviter, role: Role): void {
  if (!invitableRoles(member.role).includes(role)) throw data(null, { status: 403 });
}

/** The provider's name for the workspace; one that it does not know has nobody to invite with. */
export function organizationOf({ tenant }: Inviter): string {
  if (!tenant.organizationId) throw data(null, { status: 409 });
  return tenant.organizationId;
}
