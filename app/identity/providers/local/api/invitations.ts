import { z } from "zod";
import {
  getLocalInvitation,
  getLocalMembership,
  getLocalOrganization,
  getLocalUserByEmail,
  type LocalInvitation,
  type LocalOrganization,
  listLocalInvitations,
} from "#app/db.local.server.ts";
import type { ControlTx } from "#app/db.server.ts";
import { apexUrl } from "#app/http/urls.server.ts";
import { emailAddress } from "#app/validation/email-address.ts";
import { ACCEPT_INVITATION } from "../../../paths.ts";
import { addInvitation, revokeInvitation } from "../invitation-changes.ts";
import { invitationJson, LOCAL_ROLES, listJson } from "../shapes.ts";
import { type ApiCall, ApiError, type ApiRoutes, found, param } from "./router.ts";
import { parseBody, parsePage } from "./schema.ts";

const metadata = z
  .record(z.string(), z.unknown())
  .nullish()
  .transform((value) => value ?? {});
const DEFAULT_DAYS = 30;
/** As many as the provider takes at once. */
const BULK_LIMIT = 10;

const NewInvitation = z.object({
  email_address: emailAddress,
  role: z.enum(LOCAL_ROLES),
  inviter_user_id: z.string().nullish(),
  redirect_url: z.url({ protocol: /^https?$/ }).nullish(),
  expires_in_days: z.number().int().min(1).max(365).default(DEFAULT_DAYS),
  public_metadata: metadata,
  private_metadata: metadata,
});
const Bulk = z.array(NewInvitation).min(1).max(BULK_LIMIT);
const STATUSES = ["pending", "accepted", "revoked", "expired"] as const;
const Statuses = z.array(z.enum(STATUSES)).catch([]);

export const invitationRoutes: ApiRoutes = {
  "GET /organizations/:id/invitations": listInvitations,
  "POST /organizations/:id/invitations": async (call) => {
    const wanted = parseBody(NewInvitation, call.body);
    return inOrganization(call, async (tx, organization) => {
      const [invitation] = await inviteAll(tx, organization, [wanted]);
      return invitationJson(found(invitation), organization);
    });
  },
  // All of them, or none.
  "POST /organizations/:id/invitations/bulk": async (call) => {
    const wanted = parseBody(Bulk, call.body);
    return inOrganization(call, async (tx, organization) => {
      const invitations = await inviteAll(tx, organization, wanted);
      return listJson(invitations.map((invitation) => invitationJson(invitation, organization)));
    });
  },
  "GET /organizations/:id/invitations/:invitation": (call) =>
    inOrganization(call, async (tx, organization) =>
      invitationJson(await requireInvitation(tx, call, organization), organization),
    ),
  "POST /organizations/:id/invitations/:invitation/revoke": (call) =>
    inOrganization(call, async (tx, organization) => {
      const { id } = await requireInvitation(tx, call, organization);
      const revoked = await revokeInvitation(tx, id, organization);
      if (!revoked) throw notPending();
      return invitationJson(revoked, organization);
    }),
};

const inOrganization = <T>(
  call: ApiCall,
  work: (tx: ControlTx, organization: LocalOrganization) => Promise<T>,
): Promise<T> =>
  call.controlDb.write(async (tx) => work(tx, found(await getLocalOrganization(tx, param(call, 0)))));

async function requireInvitation(tx: ControlTx, call: ApiCall, { id }: LocalOrganization) {
  const invitation = found(await getLocalInvitation(tx, { id: param(call, 1) }));
  return found(invitation.organizationId === id ? invitation : undefined);
}

async function inviteAll(
  tx: ControlTx,
  organization: LocalOrganization,
  wanted: z.infer<typeof Bulk>,
): Promise<LocalInvitation[]> {
  const made: LocalInvitation[] = [];
  for (const one of wanted) {
    const { email_address: email, role, inviter_user_id: inviterUserId = null } = one;
    await requireMember(tx, organization, inviterUserId);
    await refuseMember(tx, organization, email);
    const invitation = await addInvitation(tx, organization, {
      email,
      role,
      inviterUserId,
      redirectUrl: one.redirect_url ?? apexUrl(ACCEPT_INVITATION),
      expiresInDays: one.expires_in_days,
      publicMetadata: one.public_metadata,
      privateMetadata: one.private_metadata,
    });
    if (!invitation) throw duplicate(email);
    made.push(invitation);
  }
  return made;
}

/** Who asks is in the organization themselves. */
async function requireMember(
  tx: ControlTx,
  { id: organizationId }: LocalOrganization,
  userId: string | null,
) {
  if (userId === null || (await getLocalMembership(tx, { organizationId, userId }))) return;
  throw new ApiError(403, "not_a_member_in_organization", "not a member");
}

async function refuseMember(tx: ControlTx, { id: organizationId }: LocalOrganization, email: string) {
  const user = await getLocalUserByEmail(tx, email);
  if (!user || !(await getLocalMembership(tx, { organizationId, userId: user.id }))) return;
  const longMessage = `${email} is already a member of the organization.`;
  throw new ApiError(400, "already_a_member_in_organization", "already a member", undefined, { longMessage });
}

function duplicate(email: string): ApiError {
  const longMessage = `There are already pending invitations for the following email addresses: ${email}`;
  const more = { longMessage, emailAddresses: [email] };
  return new ApiError(400, "duplicate_record", "duplicate invitation", undefined, more);
}

function notPending(): ApiError {
  const longMessage = "The organization invitation is not in the 'pending' status.";
  return new ApiError(404, "organization_invitation_not_pending", "not pending", undefined, { longMessage });
}

async function listInvitations(call: ApiCall): Promise<object> {
  const statuses = Statuses.parse(call.query.getAll("status"));
  return inOrganization(call, async (tx, organization) => {
    const page = { organizationId: organization.id, statuses, ...parsePage(call.query) };
    const { invitations, total } = await listLocalInvitations(tx, page);
    return listJson(
      invitations.map((invitation) => invitationJson(invitation, organization)),
      total,
    );
  });
}
