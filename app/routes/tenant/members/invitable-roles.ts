/** Pure: as what somebody asks others in: as nothing above what they are themselves. */
import { ROLES, type Role } from "#app/db.shared.ts";

export const invitableRoles = (own: Role): Role[] => ROLES.slice(ROLES.indexOf(own));
