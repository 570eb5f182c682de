/** Invitations at the provider, who sends the mail; what it answers, in our words. */
import type { OrganizationInvitation } from "@clerk/backend";
import { isClerkAPIResponseError } from "@clerk/backend/errors";
import type { Role } from "#app/db.server.ts";
import { apexUrl } from "#app/http/urls.server.ts";
import type { ProviderInvitation } from "../../identity-event.ts";
import { ACCEPT_INVITATION } from "../../paths.ts";
import type { Invitations, Invited } from "../../provider-invitations.ts";
import { answered, type GetClient, unlessMissing } from "./client.server.ts";
import type { OfferedRoles } from "./offered-roles.server.ts";
import { PROVIDER_ROLES, roleNamed } from "./roles.ts";

type Asked = { organizationId: string; inviterId: string; role: Role };

/** The provider counts calls by the hour. */
const INVITED_AT_ONCE = 10;
/** Invitations of one answer, and answers that are asked for at most. */
const PAGE = 100;
const MAX_PAGES = 10;

export const invitationsOf = (client: GetClient, offered: OfferedRoles): Invitations => ({
  atOnce: INVITED_AT_ONCE,

  /** The provider takes all or none of a call: where it takes none, each is asked for by itself. */
  async invite({ emails, ...asked }) {
    await offered.require(asked.role);
    const [first, ...others] = emails;
    if (first === undefined) return [];
    if (others.length === 0) return [await inviteOne(client, asked, first)];
    const made = await inviteTogether(client, asked, emails);
    if (made) return made;
    const one: Invited[] = [];
    for (const email of emails) one.push(await inviteOne(client, asked, email));
    return one;
  },

  async revoke({ revokerId: requestingUserId, ...key }) {
    const call = client().organizations.revokeOrganizationInvitation({ ...key, requestingUserId });
    const revoked = await unlessMissing(call).catch((error: unknown) => {
      if (isNotPending(error)) return undefined;
      throw error;
    });
    return revoked && toInvitation(revoked);
  },

  async fetch(key) {
    const found = await unlessMissing(client().organizations.getOrganizationInvitation(key));
    return found && toInvitation(found);
  },

  async listPending(organizationId) {
    const all: ProviderInvitation[] = [];
    for (let page = 0; page < MAX_PAGES; page++) {
      const wanted = { organizationId, status: ["pending" as const], limit: PAGE, offset: page * PAGE };
      const { data } = await answered(client().organizations.getOrganizationInvitationList(wanted));
      all.push(...data.map((invitation) => toInvitation(invitation)));
      if (data.length < PAGE) break;
    }
    return all;
  },
});

const paramsOf = ({ inviterId, role }: Asked, emailAddress: string) => ({
  emailAddress,
  inviterUserId: inviterId,
  role: PROVIDER_ROLES[role],
  redirectUrl: apexUrl(ACCEPT_INVITATION),
});

async function inviteTogether(
  client: GetClient,
  asked: Asked,
  emails: string[],
): Promise<Invited[] | undefined> {
  const params = emails.map((email) => paramsOf(asked, email));
  const { organizations } = client();
  const call = answered(organizations.createOrganizationInvitationBulk(asked.organizationId, params));
  const made = await call.catch((error: unknown) => {
    if (outcomeOf(error) === undefined) throw error;
    return undefined;
  });
  return made?.data.map((invitation, at) => ({
    email: emails[at] ?? invitation.emailAddress,
    outcome: "invited",
    invitation: toInvitation(invitation, asked.inviterId),
  }));
}

async function inviteOne(client: GetClient, asked: Asked, email: string): Promise<Invited> {
  const params = { organizationId: asked.organizationId, ...paramsOf(asked, email) };
  try {
    const made = await answered(client().organizations.createOrganizationInvitation(params));
    return { email, outcome: "invited", invitation: toInvitation(made, asked.inviterId) };
  } catch (error) {
    const outcome = outcomeOf(error);
    if (outcome === undefined) throw error;
    return { email, outcome };
  }
}

/** What a refusal says of an address; undefined where it is about something else. */
function outcomeOf(error: unknown): "alreadyMember" | "alreadyInvited" | "malformed" | undefined {
  if (!isClerkAPIResponseError(error)) return undefined;
  for (const { code, meta } of error.errors) {
    if (code === "already_a_member_in_organization") return "alreadyMember";
    if (code === "duplicate_record") return "alreadyInvited";
    // In a call for many the name of the parameter begins with a place in the list.
    if (code.startsWith("form_param_") && meta?.paramName?.endsWith("email_address")) return "malformed";
  }
  return undefined;
}

const isNotPending = (error: unknown): boolean =>
  isClerkAPIResponseError(error) && error.errors.some(({ code }) => code.endsWith("_not_pending"));

const toInvitation = (invitation: OrganizationInvitation, inviterId?: string): ProviderInvitation => ({
  id: invitation.id,
  email: invitation.emailAddress,
  role: roleNamed(invitation.role),
  status: invitation.status ?? "pending",
  inviterId,
  sourceUpdatedAt: new Date(invitation.updatedAt),
  createdAt: new Date(invitation.createdAt),
  expiresAt: new Date(invitation.expiresAt),
});
