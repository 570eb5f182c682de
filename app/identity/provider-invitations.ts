/** What the provider is asked about invitations into an organization. */
import type { Role } from "#app/db.server.ts";
import type { ProviderInvitation } from "./identity-event.ts";

type Asked = { organizationId: string; inviterId: string; role: Role };

/** What became of one address. */
export type Invited =
  | { email: string; outcome: "invited"; invitation: ProviderInvitation }
  | { email: string; outcome: "alreadyMember" | "alreadyInvited" | "malformed" };

/** The provider sends the mail, whose link leads to `ACCEPT_INVITATION`. */
export type Invitations = {
  /** Most addresses of one call. */
  atOnce: number;
  /** Answers for each address. Throws RoleNotOffered. */
  invite(asked: Asked & { emails: string[] }): Promise<Invited[]>;
  /** Undefined where it waits no more, or the provider does not know it. */
  revoke(by: {
    organizationId: string;
    invitationId: string;
    revokerId: string;
  }): Promise<ProviderInvitation | undefined>;
  /** Undefined where the provider does not know it. */
  fetch(key: { organizationId: string; invitationId: string }): Promise<ProviderInvitation | undefined>;
  /** Those that wait, also those that no page of ours made: the newest thousand. */
  listPending(organizationId: string): Promise<ProviderInvitation[]>;
};
