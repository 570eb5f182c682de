/** What the provider has and we do not, or the other way round: its lists tell, and its messages have not. */
import type { OrganizationTenant } from "#app/db.people.server.ts";
import type { DataTier, ReconcileLine, Role } from "#app/db.server.ts";
import type { Lists, LostMessage } from "#app/identity/provider-lists.ts";

export type Lost = Pick<ReconcileLine, "change" | "id"> & {
  object: Exclude<ReconcileLine["object"], "members">;
  /** Undefined where it concerns none, or one that is not there yet. */
  tenant?: Pick<OrganizationTenant, "tenantId" | "slug"> | undefined;
  detail?: string | undefined;
  /** Of a membership: whose it is, and what they are by it. */
  member?: { userId: string; role: Role };
  /** What would have told of it. */
  message: LostMessage;
};

/** How much was compared, and what was found. */
export type Findings = { seen: number; known: number; lost: Lost[] };

export type Compared = { tier: DataTier; lists: Lists };
