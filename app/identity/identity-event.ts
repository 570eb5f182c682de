/** What a message of the identity provider tells, in our words. Each provider reads its own messages. */
import type { InvitationFromSource, UserFromSource } from "#app/db.people.server.ts";
import type { Plan, Role } from "#app/db.server.ts";

/** An organization as the provider has it. */
export type OrganizationFromSource = {
  id: string;
  /** Null where it has none. */
  name: string | null;
  slug: string | null;
  /** Undefined where the provider does not say who made it. */
  createdBy: string | undefined;
  plan: Plan;
  /** The object's own version: it decides the order, not the order in which messages arrive. */
  version: Date;
};

/** An invitation as the provider has it: all but the tenant, which it does not know. */
export type ProviderInvitation = Omit<InvitationFromSource, "tenantId">;

/** Who somebody in an organization is; good until the provider tells of the person themselves. */
type Introduced = Omit<UserFromSource, "sourceUpdatedAt">;

export type MemberFromSource = {
  membershipId: string;
  organizationId: string;
  person: Introduced;
  role: Role;
  /** Undefined where the provider does not say. */
  version: Date | undefined;
};

type Told =
  | { type: "userChanged"; user: UserFromSource }
  | { type: "userDeleted"; userId: string }
  /** `from` is nobody any more: whatever is theirs is `into`'s. */
  | { type: "userMerged"; from: string; into: string }
  | { type: "organizationChanged"; organization: OrganizationFromSource }
  | { type: "organizationDeleted"; organizationId: string }
  | { type: "memberChanged"; member: MemberFromSource }
  /** Of a deleted object only its id is sure. */
  | { type: "memberRemoved"; membershipId: string; organizationId?: string; userId?: string }
  | { type: "invitationChanged"; organizationId: string; invitation: ProviderInvitation }
  | { type: "sessionEnded"; sessionId: string };

type Times = {
  /** When the provider says that it happened; undefined where it does not say. */
  saidAt: Date | undefined;
  /** The same; when we heard of it, where the provider does not say. */
  happenedAt: Date;
};

export type IdentityEvent = Times & Told;
export type IdentityEventType = Told["type"];
export type EventOf<Type extends IdentityEventType> = Times & Extract<Told, { type: Type }>;
