/** What can become of an invitation in the stand-in: each change tells of itself, and the first is mailed. */
import {
  addLocalMail,
  addLocalMessage,
  createLocalInvitation,
  endLocalInvitation,
  getLocalMembership,
  getLocalOrganization,
  getLocalUser,
  getLocalUserByEmail,
  type LocalInvitation,
  type LocalOrganization,
  type NewLocalInvitation,
} from "#app/db.local.server.ts";
import type { ControlTx } from "#app/db.server.ts";
import { addMembership } from "./changes.ts";
import { invitationLink } from "./invitation-link.ts";
import { eventJson, invitationJson } from "./shapes.ts";

/** Undefined where the address waits for an answer of this organization already. */
export async function addInvitation(
  tx: ControlTx,
  organization: LocalOrganization,
  input: Omit<NewLocalInvitation, "organizationId">,
): Promise<LocalInvitation | undefined> {
  const invitation = await createLocalInvitation(tx, { ...input, organizationId: organization.id });
  if (!invitation) return undefined;
  await tell(tx, "created", invitation, organization);
  await mail(tx, invitation, organization);
  return invitation;
}

async function mail(tx: ControlTx, invitation: LocalInvitation, organization: LocalOrganization) {
  const { email, role, inviterUserId, expiresAt } = invitation;
  const inviter = inviterUserId ? await getLocalUser(tx, inviterUserId) : undefined;
  const known = await getLocalUserByEmail(tx, email);
  // Where nobody is invited, as on the command line, nothing that renders is loaded.
  const { invitationMail } = await import("./invitation-mail.tsx");
  const content = invitationMail({
    inviter: inviter && `${inviter.firstName} ${inviter.lastName}`.trim(),
    organization: organization.name,
    role: role.slice("org:".length),
    link: invitationLink(invitation, known ? "sign_in" : "sign_up"),
    expiresAt,
  });
  await addLocalMail(tx, { to: email, ...content });
}

/** Undefined where it waits no more. */
export async function revokeInvitation(
  tx: ControlTx,
  id: string,
  organization: LocalOrganization,
): Promise<LocalInvitation | undefined> {
  const invitation = await endLocalInvitation(tx, id, { status: "revoked" });
  if (invitation) await tell(tx, "revoked", invitation, organization);
  return invitation;
}

/** Undefined where it waits no more. Who is in the organization already keeps the role they have. */
export async function acceptInvitation(
  tx: ControlTx,
  id: string,
  userId: string,
): Promise<LocalInvitation | undefined> {
  const invitation = await endLocalInvitation(tx, id, { status: "accepted", userId });
  if (!invitation) return undefined;
  const { organizationId, role } = invitation;
  const organization = await getLocalOrganization(tx, organizationId);
  if (!organization) throw new Error("An invitation without its organization.");
  await tell(tx, "accepted", invitation, organization);
  if (!(await getLocalMembership(tx, { organizationId, userId })))
    await addMembership(tx, { organizationId, userId, role });
  return invitation;
}

async function tell(
  tx: ControlTx,
  what: "created" | "accepted" | "revoked",
  invitation: LocalInvitation,
  organization: LocalOrganization,
): Promise<void> {
  const { userId } = invitation;
  const json = { ...invitationJson(invitation, organization), ...(userId && { user_id: userId }) };
  await addLocalMessage(tx, eventJson(`organizationInvitation.${what}`, json));
}
