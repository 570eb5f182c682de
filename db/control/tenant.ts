import type { Placement } from "../routing/placement.ts";
import type { TenantSettings } from "./schema.ts";

export type TenantStatus =
  | "spare"
  | "provisioning"
  | "active"
  | "moving"
  | "suspended"
  | "deleted"
  | "purged";

/** Whose tables have to be current: all that have a place and may serve again at any moment. */
export const MIGRATED_STATUSES: TenantStatus[] = ["spare", "active", "suspended", "moving"];

export type Plan = "standard" | "enterprise";
export type Role = "owner" | "admin" | "member" | "viewer";

/** Days for which a deleted tenant can be restored; after them the worker purges it. */
export const DELETED_GRACE_DAYS = 30;

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
  deletedAt: Date | null;
  placement: Placement;
};
