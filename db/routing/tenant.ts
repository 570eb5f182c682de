import type { Placement } from "./placement.ts";

/**
 * What a tenant can be, in the order in which people are shown it; which leads to which is in
 * control/transitions.ts.
 */
export const TENANT_STATUSES = [
  "active",
  "read-only",
  "suspended",
  "provisioning",
  "moving",
  "deleted",
  "spare",
  "purged",
] as const;
export type TenantStatus = (typeof TENANT_STATUSES)[number];

/** Whose tables have to be current: all that have a place and may serve again at any moment. */
export const MIGRATED_STATUSES: TenantStatus[] = ["spare", "active", "read-only", "suspended", "moving"];

/** Whose pages are shown: nothing is changed in one that is read-only. */
const SERVING: readonly TenantStatus[] = ["active", "read-only"];

export const isServing = (status: TenantStatus): boolean => SERVING.includes(status);

export const PLANS = ["standard", "enterprise"] as const;
export type Plan = (typeof PLANS)[number];

/** What a member may be, the most powerful first. */
export const ROLES = ["owner", "admin", "member", "viewer"] as const;
export type Role = (typeof ROLES)[number];

/**
 * What its owners choose for a workspace. `hue`: degrees, 0 to 359. `language` and `timeZone`: of who has
 * chosen none. `logo`: names the picture as it is now; another picture has another name.
 */
export type TenantSettings = { hue?: number; language?: string; timeZone?: string; logo?: string };

/** A tenant as the registry knows it. `id` never changes; `slug` may. */
export type Tenant = {
  id: string;
  slug: string;
  name: string;
  status: TenantStatus;
  plan: Plan;
  organizationId: string | null;
  settings: TenantSettings;
  schemaVersion: string | null;
  createdAt: Date;
  suspendedAt: Date | null;
  suspensionNotice: string | null;
  /** Set while it is read-only, also while it is deleted then. */
  readOnlySince: Date | null;
  /** When that is expected to be over; null where nobody knows. */
  readOnlyUntil: Date | null;
  /** What its members are told of why. */
  readOnlyNotice: string | null;
  deletedAt: Date | null;
  placement: Placement;
};
