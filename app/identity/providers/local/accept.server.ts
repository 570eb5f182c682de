/** Following an invitation's link at the stand-in: what the provider's own pages would do. */
import {
  getLocalInvitation,
  getLocalOrganization,
  getLocalUser,
  getLocalUserByEmail,
  type LocalInvitation,
} from "#app/db.local.server.ts";
import type { DataTier, Role } from "#app/db.server.ts";
import { emailKey } from "#app/db.shared.ts";
import { roleNamed } from "../clerk/roles.ts";
import { localIdentity } from "./instance.server.ts";
import { acceptInvitation } from "./invitation-changes.ts";

export type Ticket = {
  status: LocalInvitation["status"];
  invitationId: string;
  organizationId: string;
  workspace: string;
  email: string;
  role: Role;
  /** Undefined where nobody is named, or they are gone. */
  inviter: string | undefined;
  /** Somebody has signed up with the address. */
  hasAccount: boolean;
};

/** Undefined where no invitation has this ticket. */
export async function readTicket({ controlDb }: DataTier, ticket: string): Promise<Ticket | undefined> {
  return controlDb.read(async (tx) => {
    const invitation = await getLocalInvitation(tx, { ticket });
    const organization = invitation && (await getLocalOrganization(tx, invitation.organizationId));
    if (!organization) return undefined;
    const { id: invitationId, email, inviterUserId } = invitation;
    const inviter = inviterUserId ? await getLocalUser(tx, inviterUserId) : undefined;
    return {
      invitationId,
      email,
      status: invitation.status,
      organizationId: organization.id,
      workspace: organization.name,
      role: roleNamed(invitation.role),
      inviter: inviter && `${inviter.firstName} ${inviter.lastName}`.trim(),
      hasAccount: (await getLocalUserByEmail(tx, emailKey(email))) !== undefined,
    };
  });
}

export const isFor = (ticket: Pick<Ticket, "email">, user: { email: string }): boolean =>
  emailKey(ticket.email) === emailKey(user.email);

/** Answers whether the person is in now. Nobody follows another's invitation, whoever has the link. */
export async function followInvitation(tier: DataTier, ticket: Ticket, userId: string): Promise<boolean> {
  const accepted = await tier.controlDb.write(async (tx) => {
    const user = await getLocalUser(tx, userId);
    return user && isFor(ticket, user) ? acceptInvitation(tx, ticket.invitationId, userId) : undefined;
  });
  localIdentity().deliverNow();
  return accepted !== undefined;
}
