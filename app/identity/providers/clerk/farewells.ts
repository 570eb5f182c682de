/** Pure: the messages that tell that something is gone. */
import type { Farewells, MessageToTell } from "../../identity-provider.ts";
import { PROVIDER_ROLES } from "./roles.ts";

/** Without a moment: nobody has said when it happened. */
const tell = (type: string, data: { id: string }, organizationId?: string): MessageToTell => ({
  type,
  payload: { type, object: "event", data },
  organizationId,
});

export const farewells: Farewells = {
  user: (id) => tell("user.deleted", deleted("user", id)),
  organization: (id) => tell("organization.deleted", deleted("organization", id), id),
  membership({ membershipId, organizationId, userId }) {
    const data = {
      // Whose it is says which it is.
      id: membershipId ?? `unknown_${organizationId}_${userId}`,
      object: "organization_membership",
      organization: { id: organizationId },
      public_user_data: { user_id: userId },
    };
    return tell("organizationMembership.deleted", data, organizationId);
  },
  invitation({ id, email, role, expiresAt }, organizationId) {
    const data = {
      id,
      object: "organization_invitation",
      organization_id: organizationId,
      email_address: email,
      role: PROVIDER_ROLES[role],
      status: "revoked",
      expires_at: expiresAt.getTime(),
    };
    return tell("organizationInvitation.revoked", data, organizationId);
  },
  session: (id) => tell("session.ended", { id }),
};

const deleted = (object: string, id: string) => ({ id, object, deleted: true });
