/** Pure: our roles by the names that the provider has for them, and back. */
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

type ProviderRole = {
  role: string;
  /** Whether this member created the organization. */
  isCreator: boolean;
  /** Whether the provider's instance has a role for owners at all. */
  hasOwnerRole: boolean;
};

const KNOWN: ReadonlySet<string> = new Set(Object.values(PROVIDER_ROLES));

export const isKnownRole = (role: string): boolean => KNOWN.has(role);

/** A role that we do not know gets the least. */
export const toRole = ({ role, isCreator, hasOwnerRole }: ProviderRole): Role =>
  role === PROVIDER_ROLES.admin && isCreator && !hasOwnerRole ? "owner" : roleNamed(role);
