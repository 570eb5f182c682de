/** Pure: the provider's roles as ours. */
import type { Role } from "#app/db.server.ts";

type ProviderRole = {
  role: string;
  /** Whether this member created the organization. */
  isCreator: boolean;
  /** Whether the provider's instance has a role for owners at all. */
  hasOwnerRole: boolean;
};

const KNOWN: Record<string, Role> = {
  "org:owner": "owner",
  "org:admin": "admin",
  "org:member": "member",
  "org:viewer": "viewer",
};

export const isKnownRole = (role: string): boolean => Object.hasOwn(KNOWN, role);

/** A role that we do not know gets the least. */
export function toRole({ role, isCreator, hasOwnerRole }: ProviderRole): Role {
  if (role === "org:admin" && isCreator && !hasOwnerRole) return "owner";
  return isKnownRole(role) ? (KNOWN[role] ?? "viewer") : "viewer";
}
