/** Who is in an organization at the provider, as what. */
import type { Role } from "#app/db.server.ts";
import type { Memberships } from "../../identity-provider.ts";
import { type GetClient, unlessMissing } from "./client.server.ts";
import type { OfferedRoles } from "./offered-roles.server.ts";
import { PROVIDER_ROLES, roleNamed } from "./roles.ts";

export function membershipsOf(client: GetClient, offered: OfferedRoles): Memberships {
  /** Where the instance has no role for owners, whoever created an organization owns it, as its admin. */
  const nameOf = async (role: Role): Promise<string> =>
    PROVIDER_ROLES[role === "owner" && !(await offered.hasOwnerRole()) ? "admin" : role];

  return {
    requireOffered: offered.require,

    async setRole(key, role) {
      const params = { ...key, role: await nameOf(role) };
      const set = await unlessMissing(client().organizations.updateOrganizationMembership(params));
      return set !== undefined;
    },

    async end(key) {
      await unlessMissing(client().organizations.deleteOrganizationMembership(key));
    },

    async fetch({ organizationId, userId }) {
      const wanted = { organizationId, userId: [userId], limit: 1 };
      const list = await unlessMissing(client().organizations.getOrganizationMembershipList(wanted));
      const found = list?.data[0];
      return found && { id: found.id, role: roleNamed(found.role), updatedAt: new Date(found.updatedAt) };
    },

    async add(key, role) {
      const params = { ...key, role: await nameOf(role) };
      await unlessMissing(client().organizations.createOrganizationMembership(params));
    },
  };
}
