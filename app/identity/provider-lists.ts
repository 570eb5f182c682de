/** All that a provider has, for comparing it with what is known here. */
import type { UserFromSource } from "#app/db.people.server.ts";
import type { MemberFromSource, OrganizationFromSource, ProviderInvitation } from "./identity-event.ts";

export type MembershipKey = { organizationId: string; userId: string };

/** A message that never came, as it would have told of an object. */
export type LostMessage = {
  type: string;
  data: Record<string, unknown> & { id: string };
  organizationId: string | undefined;
};

/** An object as the provider has it now, and the message that would have told of it. */
export type Listed<Object> = { object: Object; message: LostMessage };

/**
 * All that the provider has, list by list and page by page, each object at least once, and once more by its
 * id: undefined where it has it no more. Calls are made in turn, as fast as the provider lets us.
 */
export type Lists = {
  users(): AsyncIterable<Listed<UserFromSource>[]>;
  organizations(): AsyncIterable<Listed<OrganizationFromSource>[]>;
  /** Of all organizations. */
  memberships(): AsyncIterable<Listed<MemberFromSource>[]>;
  /** In every state. */
  invitations(organizationId: string): AsyncIterable<Listed<ProviderInvitation>[]>;
  user(id: string): Promise<Listed<UserFromSource> | undefined>;
  organization(id: string): Promise<Listed<OrganizationFromSource> | undefined>;
  membership(key: MembershipKey): Promise<Listed<MemberFromSource> | undefined>;
  invitation(organizationId: string, id: string): Promise<Listed<ProviderInvitation> | undefined>;
  /** What would have told that a session is over; undefined where it is not, or nobody knows it. */
  endOfSession(id: string): Promise<LostMessage | undefined>;
  /** What would have told that an object is gone. */
  gone: {
    user(id: string): LostMessage;
    organization(id: string): LostMessage;
    membership(key: MembershipKey & { membershipId: string }): LostMessage;
    invitation(
      organizationId: string,
      invitation: Pick<ProviderInvitation, "id" | "email" | "role" | "expiresAt">,
    ): LostMessage;
  };
};

/**
 * `pauseMs`, between two calls: none is waited for in a test of what is done with the answers. `signal`: no
 * further call is made once it is aborted.
 */
export type ListOptions = { pauseMs?: number; signal?: AbortSignal | undefined };
