/** Invitations at the provider, who sends the mail; what it answers, in our words. */
import type { OrganizationInvitation } from "@clerk/backend";
import { isClerkAPIResponseError } from "@clerk/backend/errors";
import type { InvitationFromSource } from "#app/db.people.server.ts";
import type { Role } from "#app/db.server.ts";
import { apexUrl } from "#app/http/urls.server.ts";
import { answered, clerkClient, unlessMissing } from "./client.server.ts";
import { hasOwnerRole } from "./organizations.server.ts";
import { ACCEPT_INVITATION } from "./paths.ts";
import { PROVIDER_ROLES, roleNamed } from "./roles.ts";

/** An invitation as the provider has it: all but the tenant, which it does not know. */
export type ProviderInvitation = Omit<InvitationFromSource, "tenantId">;

/** What became of one address. */
export type Invited =
  | { email: string; outcome: "invited"; invitation: ProviderInvitation }
  | { email: string; outcome: "alreadyMember" | "alreadyInvited" | "malformed" };

type Asked = { organizationId: string; inviterId: string; role: Role };

/** The provider has no role for owners: nobody can be made one, or asked to be. */
export class RoleNotOffered extends Error {
  constructor(role: Role) {
    super(`The identity provider has no role for: ${role}.`);
    this.name = "RoleNotOffered";
  }
}

/** Throws RoleNotOffered where the provider's instance has no such role, and ProviderUnavailable. */
export async function requireOffered(role: Role): Promise<void> {
  if (role === "owner" && !(await hasOwnerRole())) throw new RoleNotOffered(role);
}

/** Most addresses of one call: the provider counts calls by the hour. */
export const INVITED_AT_ONCE = 10;

/**
 * Invites at most `INVITED_AT_ONCE` people, and answers for each. The provider takes all or none of a call:
 * where it takes none, each is asked for by itself. Throws RoleNotOffered, or ProviderUnavailable.
 */
export async function invite({ emails, ...asked }: Asked & { emails: string[] }): Promise<Invited[]> {
  await requireOffered(asked.role);
  const [first, ...others] = emails;
  if (first === undefined) return [];
  if (others.length === 0) return [await inviteOne(asked, first)];
  const made = await inviteTogether(asked, emails);
  if (made) return made;
  const one: Invited[] = [];
  for (const email of emails) one.push(await inviteOne(asked, email));
  return one;
}

const paramsOf = ({ inviterId, role }: Asked, emailAddress: string) => ({
  emailAddress,
  inviterUserId: inviterId,
  role: PROVIDER_ROLES[role],
  redirectUrl: apexUrl(ACCEPT_INVITATION),
});

async function inviteTogether(asked: Asked, emails: string[]): Promise<Invited[] | undefined> {
  const client = await clerkClient();
  const params = emails.map((email) => paramsOf(asked, email));
  const call = answered(client.organizations.createOrganizationInvitationBulk(asked.organizationId, params));
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

async function inviteOne(asked: Asked, email: string): Promise<Invited> {
  const client = await clerkClient();
  const { organizationId } = asked;
  try {
    const params = { organizationId, ...paramsOf(asked, email) };
    const made = await answered(client.organizations.createOrganizationInvitation(params));
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

/** Undefined where it waits no more, or the provider does not know it. */
export async function revokeInvitation(by: {
  organizationId: string;
  invitationId: string;
  revokerId: string;
}): Promise<ProviderInvitation | undefined> {
  const { revokerId: requestingUserId, ...key } = by;
  const client = await clerkClient();
  const revoked = await unlessMissing(
    client.organizations.revokeOrganizationInvitation({ ...key, requestingUserId }),
  ).catch((error: unknown) => {
    if (isNotPending(error)) return undefined;
    throw error;
  });
  return revoked && toInvitation(revoked);
}

const isNotPending = (error: unknown): boolean =>
  isClerkAPIResponseError(error) && error.errors.some(({ code }) => code.endsWith("_not_pending"));

/** How it stands at the provider; undefined where that does not know it. */
export async function fetchInvitation(key: {
  organizationId: string;
  invitationId: string;
}): Promise<ProviderInvitation | undefined> {
  const client = await clerkClient();
  const found = await unlessMissing(client.organizations.getOrganizationInvitation(key));
  return found && toInvitation(found);
}

/** Invitations of one answer, and answers that are asked for at most. */
const PAGE = 100;
const MAX_PAGES = 10;

/** Those that wait at the provider, also those that no page of ours made: the newest thousand. */
export async function listPendingInvitations(organizationId: string): Promise<ProviderInvitation[]> {
  const client = await clerkClient();
  const all: ProviderInvitation[] = [];
  for (let page = 0; page < MAX_PAGES; page++) {
    const wanted = { organizationId, status: ["pending" as const], limit: PAGE, offset: page * PAGE };
    const { data } = await answered(client.organizations.getOrganizationInvitationList(wanted));
    all.push(...data.map((invitation) => toInvitation(invitation)));
    if (data.length < PAGE) break;
  }
  return all;
}

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
