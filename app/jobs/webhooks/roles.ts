/** Pure: the provider's roles as ours. */
import type { Role } from "#app/db.server.ts";

type ProviderRole = {
  role: string;
  /** Whether this member created the organization. */
  isCreator: boolean;
  /** Whether the provider's instance has a role for owners at all. */
  hasOwnerRole: boolean;
};

/** A role that we do not know gets the least. */
export function toRole({ role, isCreator, hasOwnerRole }: ProviderRole): Role {
  switch (role) {
    case "org:owner":
      return "owner";
    case "org:admin":
      return isCreator && !hasOwnerRole ? "owner" : "admin";
    case "org:member":
      return "member";
    default:
      return "viewer";
  }
}
