/** Pure: our roles by the names that the provider has for them. */
import { ROLES, type Role } from "#app/db.shared.ts";

export const PROVIDER_ROLES = {
  owner: "org:owner",
  admin: "org:admin",
  member: "org:member",
  viewer: "org:viewer",
} as const satisfies Record<Role, string>;

/** What was asked for with a role of the provider; one that we do not know gets the least. */
export const roleNamed = (name: string): Role =>
  ROLES.find((role) => PROVIDER_ROLES[role] === name) ?? "viewer";
