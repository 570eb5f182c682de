/** Who was asked into an organization, as the provider tells it. A page of ours that asked has written it. */
import { z } from "zod";
import { upsertInvitation } from "#app/db.people.server.ts";
import { type DataTier, findTenantId, hasTombstone, type WebhookEvent } from "#app/db.server.ts";
import { INVITATION_STATUSES, type InvitationStatus } from "#app/db.shared.ts";
import { roleNamed } from "#app/identity/roles.ts";
import { happenedAt, versionOf } from "./payloads.ts";

const time = z.number().nullish();

export const InvitationData = z.object({
  id: z.string(),
  organization_id: z.string(),
  email_address: z.string(),
  role: z.string(),
  status: z.enum(INVITATION_STATUSES).nullish().catch(undefined),
  created_at: time,
  updated_at: time,
  expires_at: time,
});

/** Invitations from before the provider told when they end. */
const DEFAULT_DAYS = 30;
const DAY_MS = 86_400_000;

/** The organization has no tenant yet: the job runs again when it has. */
class TenantNotReady extends Error {
  constructor(organizationId: string) {
    super(`The tenant of ${organizationId} is not there yet.`);
    this.name = "TenantNotReady";
  }
}

/** What an event says has happened counts, where the object in it does not say. */
const applyAs = (told: InvitationStatus) => async (tier: DataTier, event: WebhookEvent) => {
  const data = InvitationData.parse(event.payload.data);
  const createdAt = data.created_at ? new Date(data.created_at) : happenedAt(event);
  await tier.controlDb.write(async (tx) => {
    if (await hasTombstone(tx, "organization", data.organization_id)) return;
    const tenantId = await findTenantId(tx, data.organization_id);
    if (!tenantId) throw new TenantNotReady(data.organization_id);
    await upsertInvitation(tx, {
      tenantId,
      id: data.id,
      email: data.email_address,
      role: roleNamed(data.role),
      status: data.status ?? told,
      sourceUpdatedAt: versionOf(data, event),
      createdAt,
      expiresAt: new Date(data.expires_at ?? createdAt.getTime() + DEFAULT_DAYS * DAY_MS),
    });
  });
};

export const invitationHandlers = {
  "organizationInvitation.created": applyAs("pending"),
  "organizationInvitation.accepted": applyAs("accepted"),
  "organizationInvitation.revoked": applyAs("revoked"),
};
