/** Which of our roles an instance of the provider has. */
import type { Role } from "#app/db.server.ts";
import { RoleNotOffered } from "../../provider-errors.ts";
import { type GetClient, unlessMissing } from "./client.server.ts";
import { PROVIDER_ROLES } from "./roles.ts";

const ROLES_KEPT_MS = 10 * 60_000;

export type OfferedRoles = {
  /** Whether there is a role for owners; where there is none, an organization's creator is its owner. */
  hasOwnerRole(): Promise<boolean>;
  /** Throws RoleNotOffered, and ProviderUnavailable. */
  require(role: Role): Promise<void>;
};

/** Asked for once in `ROLES_KEPT_MS`. */
export function offeredRoles(client: GetClient): OfferedRoles {
  let known: { hasOwnerRole: boolean; until: number } | undefined;

  /** Many ask at once; the provider is asked once. */
  let asking: Promise<boolean> | undefined;

  async function hasOwnerRole(): Promise<boolean> {
    if (known && known.until > Date.now()) return known.hasOwnerRole;
    asking ??= ask().finally(() => {
      asking = undefined;
    });
    return asking;
  }

  async function ask(): Promise<boolean> {
    const query = PROVIDER_ROLES.owner;
    const roles = await unlessMissing(client().organizationRoles.getOrganizationRoleList({ query }));
    known = {
      hasOwnerRole: roles?.data.some(({ key }) => key === PROVIDER_ROLES.owner) ?? false,
      until: Date.now() + ROLES_KEPT_MS,
    };
    return known.hasOwnerRole;
  }

  return {
    hasOwnerRole,
    async require(role) {
      if (role === "owner" && !(await hasOwnerRole())) throw new RoleNotOffered(role);
    },
  };
}
