/** Pure: who asks others in, and as what: as nothing above what they are themselves. */
import { ROLES, type Role, type WhoInvites } from "#app/db.shared.ts";
import { can } from "#app/permissions.ts";

export const invitableRoles = (own: Role): Role[] => ROLES.slice(ROLES.indexOf(own));

/** Whoever manages members, unless the owners keep it to themselves. */
export const mayInvite = (member: { id: string; role: Role }, whoInvites: WhoInvites): boolean =>
  can(member, whoInvites === "owners" ? "organization:manage" : "members:manage");
