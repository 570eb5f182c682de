/**
 * The provider's messages as events of ours. What is not in the table has no effect here. A message about
 * rights may ask the provider what it leaves out, and throws ProviderUnavailable then.
 */
import type { z } from "zod";
import type { Role, WebhookEvent } from "#app/db.server.ts";
import type { InvitationStatus } from "#app/db.shared.ts";
import { log } from "#app/telemetry/log.server.ts";
import type { EventOf, IdentityEvent, IdentityEventType } from "../../identity-event.ts";
import type { Organizations } from "../../identity-provider.ts";
import type { OfferedRoles } from "./offered-roles.server.ts";
import {
  EndedMembershipData,
  happenedAt,
  IdData,
  InvitationData,
  MembershipData,
  MergedUserData,
  OrganizationData,
  saidTime,
  saidVersion,
  toPicture,
  toUser,
  UserData,
  versionOf,
} from "./payloads.ts";
import { isKnownRole, PROVIDER_ROLES, roleNamed, toRole } from "./roles.ts";

/** Where to ask for what a message leaves out. */
export type Resolve = { organizations: Pick<Organizations, "fetchCreator">; offered: OfferedRoles };

type Told<Type extends IdentityEventType> = Omit<EventOf<Type>, "saidAt" | "happenedAt">;
type Reader<Type extends IdentityEventType> = (
  message: WebhookEvent,
  resolve: Resolve,
) => Told<Type> | Promise<Told<Type>>;

export async function readEvent(message: WebhookEvent, resolve: Resolve): Promise<IdentityEvent | undefined> {
  const told = await READERS[message.type]?.(message, resolve);
  const times = { saidAt: saidTime(message), happenedAt: happenedAt(message) };
  return told && ({ ...times, ...told } as IdentityEvent);
}

const userChanged: Reader<"userChanged"> = (message) => ({
  type: "userChanged",
  user: toUser(UserData.parse(message.payload.data), message),
});

const userDeleted: Reader<"userDeleted"> = ({ payload }) => ({
  type: "userDeleted",
  userId: IdData.parse(payload.data).id,
});

const userMerged: Reader<"userMerged"> = ({ payload }) => ({
  type: "userMerged",
  ...MergedUserData.parse(payload.data),
});

const organizationChanged: Reader<"organizationChanged"> = (message) => {
  const data = OrganizationData.parse(message.payload.data);
  const { id, name, slug, created_by: createdBy, private_metadata: metadata } = data;
  return {
    type: "organizationChanged",
    organization: {
      id,
      name,
      slug: slug ?? null,
      createdBy: createdBy ?? undefined,
      plan: metadata?.plan === "enterprise" ? "enterprise" : "standard",
      version: versionOf(data, message),
    },
  };
};

const organizationDeleted: Reader<"organizationDeleted"> = ({ payload }) => ({
  type: "organizationDeleted",
  organizationId: IdData.parse(payload.data).id,
});

const memberChanged: Reader<"memberChanged"> = async (message, resolve) => {
  const data = MembershipData.parse(message.payload.data);
  const { public_user_data: person } = data;
  return {
    type: "memberChanged",
    member: {
      membershipId: data.id,
      organizationId: data.organization.id,
      person: {
        id: person.user_id,
        email: person.identifier ?? "",
        firstName: person.first_name,
        lastName: person.last_name,
        avatarUrl: toPicture(person),
      },
      role: await roleIn(data, resolve),
      version: saidVersion(data, message),
    },
  };
};

async function roleIn(
  { id, role: named, organization, public_user_data: person }: z.infer<typeof MembershipData>,
  { organizations, offered }: Resolve,
): Promise<Role> {
  const role = named ?? "";
  if (!isKnownRole(role)) log.warn({ membership: id, role }, "unknown role at the provider: viewer");
  if (role !== PROVIDER_ROLES.admin) return roleNamed(role);
  const creator = organization.created_by ?? (await organizations.fetchCreator(organization.id));
  const isCreator = creator === person.user_id;
  return toRole({ role, isCreator, hasOwnerRole: !isCreator || (await offered.hasOwnerRole()) });
}

const memberRemoved: Reader<"memberRemoved"> = ({ payload }) => {
  const { id, organization, public_user_data: person } = EndedMembershipData.parse(payload.data);
  return {
    type: "memberRemoved",
    membershipId: id,
    ...(organization && { organizationId: organization.id }),
    ...(person && { userId: person.user_id }),
  };
};

/** Invitations from before the provider told when they end. */
const DEFAULT_DAYS = 30;
const DAY_MS = 86_400_000;

/** What a message says has happened counts, where the object in it does not say. */
const invitationChanged =
  (told: InvitationStatus): Reader<"invitationChanged"> =>
  (message) => {
    const data = InvitationData.parse(message.payload.data);
    const createdAt = data.created_at ? new Date(data.created_at) : happenedAt(message);
    return {
      type: "invitationChanged",
      organizationId: data.organization_id,
      invitation: {
        id: data.id,
        email: data.email_address,
        role: roleNamed(data.role),
        status: data.status ?? told,
        sourceUpdatedAt: versionOf(data, message),
        createdAt,
        expiresAt: new Date(data.expires_at ?? createdAt.getTime() + DEFAULT_DAYS * DAY_MS),
      },
    };
  };

const sessionEnded: Reader<"sessionEnded"> = ({ payload }) => ({
  type: "sessionEnded",
  sessionId: IdData.parse(payload.data).id,
});

const READERS: Record<string, Reader<IdentityEventType>> = {
  "user.created": userChanged,
  "user.updated": userChanged,
  "user.deleted": userDeleted,
  "user.merged": userMerged,
  "organization.created": organizationChanged,
  "organization.updated": organizationChanged,
  "organization.deleted": organizationDeleted,
  "organizationMembership.created": memberChanged,
  "organizationMembership.updated": memberChanged,
  "organizationMembership.deleted": memberRemoved,
  "organizationInvitation.created": invitationChanged("pending"),
  "organizationInvitation.accepted": invitationChanged("accepted"),
  "organizationInvitation.revoked": invitationChanged("revoked"),
  "session.ended": sessionEnded,
  "session.removed": sessionEnded,
  "session.revoked": sessionEnded,
};
