/** What a plan gives. The one place that knows; everything else asks it. Pure. */
import type { PlacementKind } from "../routing/placement.ts";
import type { Plan } from "../routing/tenant.ts";

export type Entitlements = {
  /** Where a new tenant is placed unless it is asked for otherwise. */
  placement: PlacementKind;
  /** Tenants on this plan that one person may own at a time: each costs a schema, or a whole database. */
  maxOwned: number;
  /** No older than this, in hours, is the last good archive of a tenant, where archives are taken. */
  archiveEveryHours: number;
  /** For how many days each of its archives is kept; the last good one longer, while there is the tenant. */
  archiveKeptDays: number;
};

const ENTITLEMENTS: Record<Plan, Entitlements> = {
  standard: { placement: "schema", maxOwned: 20, archiveEveryHours: 24, archiveKeptDays: 14 },
  enterprise: { placement: "database", maxOwned: 3, archiveEveryHours: 6, archiveKeptDays: 35 },
};

export const entitlementsOf = (plan: Plan): Entitlements => ENTITLEMENTS[plan];
