/** Pure: the provider's roles as ours. */
import type { Role } from "#app/db.server.ts";
import { PROVIDER_ROLES, roleNamed } from "#app/identity/roles.ts";

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
