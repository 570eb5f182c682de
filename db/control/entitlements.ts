/** What a plan gives. The one place that knows; everything else asks it. Pure. */
import type { PlacementKind } from "../routing/placement.ts";
import type { Plan } from "../routing/tenant.ts";

export type Entitlements = {
  /** Where a new tenant is placed unless it is asked for otherwise. */
  placement: PlacementKind;
  /** Tenants on this plan that one person may own at a time: each costs a schema, or a whole database. */
  maxOwned: number;
};

const ENTITLEMENTS: Record<Plan, Entitlements> = {
  standard: { placement: "schema", maxOwned: 20 },
  enterprise: { placement: "database", maxOwned: 3 },
};

export const entitlementsOf = (plan: Plan): Entitlements => ENTITLEMENTS[plan];
