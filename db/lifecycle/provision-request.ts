/** What is asked for when a tenant is made. */
import type { Actor } from "../control/audit-log.ts";
import type { PlacementKind } from "../routing/placement.ts";
import type { Plan } from "../routing/tenant.ts";

export type Owner = {
  id: string;
  email: string;
  firstName: string | null;
  lastName: string | null;
  avatarUrl: string | null;
};

export type ProvisionRequest = {
  organizationId: string;
  /** Wanted; a free one near it is taken where it is somebody's or malformed. */
  slug: string;
  name: string;
  plan?: Plan;
  /** Default: what the plan says. */
  kind?: PlacementKind;
  region?: string;
  /** Only this cluster, if it accepts tenants. */
  cluster?: string;
  /** None: the tenant begins without members. */
  owner?: Owner;
  /** The owner asks for themselves: throw OwnerLimitReached where they own as many as one may. */
  isOwnerLimited?: boolean;
  /** Throw AlreadyTaken or SlugRefused instead of taking a slug near the wanted one. */
  isSlugFixed?: boolean;
  /** Default: the system itself. */
  actor?: Actor;
};

/** What a new tenant is called and belongs to. */
export type Identity = Pick<ProvisionRequest, "slug" | "name" | "organizationId"> & { plan: Plan };
