/**
 * One recorded message of the identity provider, brought into effect. Runs again where it failed; never does
 * a thing twice.
 */
import { z } from "zod";
import {
  type DataTier,
  getWebhookEvent,
  markWebhookEventFailed,
  markWebhookEventProcessed,
  type WebhookEvent,
} from "#app/db.server.ts";
import { NeedsStaff } from "./webhooks/needs-staff.ts";
import { applyOrganization, removeOrganization } from "./webhooks/organization.ts";
import { invitationHandlers } from "./webhooks/organization-invitation.ts";
import { applyMembership, removeMembership } from "./webhooks/organization-membership.ts";
import { endSession } from "./webhooks/session.ts";
import { applyUser, removeUser } from "./webhooks/user.ts";

type Handler = (tier: DataTier, event: WebhookEvent) => Promise<void>;

const handlers: Record<string, Handler> = {
  "user.created": applyUser,
  "user.updated": applyUser,
  "user.deleted": removeUser,
  "organization.created": applyOrganization,
  "organization.updated": applyOrganization,
  "organization.deleted": removeOrganization,
  "organizationMembership.created": applyMembership,
  "organizationMembership.updated": applyMembership,
  "organizationMembership.deleted": removeMembership,
  ...invitationHandlers,
  "session.ended": endSession,
  "session.removed": endSession,
  "session.revoked": endSession,
};

const Payload = z.object({ eventId: z.string() });

export async function processWebhookEvent(tier: DataTier, payload: unknown): Promise<void> {
  const { eventId } = Payload.parse(payload);
  const event = await tier.controlDb.read((tx) => getWebhookEvent(tx, eventId));
  if (!event || event.processedAt) return;
  try {
    // What is not in the table is kept and has no effect.
    await handlers[event.type]?.(tier, event);
  } catch (error) {
    const reason = error instanceof Error ? `${error.name}: ${error.message}` : String(error);
    // What went wrong first is what is thrown.
    const noted = tier.controlDb.write((tx) => markWebhookEventFailed(tx, eventId, reason));
    if (error instanceof NeedsStaff) return await noted;
    await noted.catch(() => {});
    throw error;
  }
  await tier.controlDb.write((tx) => markWebhookEventProcessed(tx, eventId));
}
