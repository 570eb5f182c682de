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
} from "#app/db.server.ts";
import { identity } from "#app/identity/identity.server.ts";
import type { EventOf, IdentityEvent, IdentityEventType } from "#app/identity/identity-event.ts";
import { applyInvitation } from "./webhooks/invitation.ts";
import { applyMembership, removeMembership } from "./webhooks/membership.ts";
import { NeedsStaff } from "./webhooks/needs-staff.ts";
import { applyOrganization, removeOrganization } from "./webhooks/organization.ts";
import { endSession } from "./webhooks/session.ts";
import { applyUser, removeUser } from "./webhooks/user.ts";
import { applyUserMerged } from "./webhooks/user-merged.ts";

type Handlers = {
  [Type in IdentityEventType]: (tier: DataTier, event: EventOf<Type>) => Promise<void>;
};

const handlers: Handlers = {
  userChanged: applyUser,
  userDeleted: removeUser,
  userMerged: applyUserMerged,
  organizationChanged: applyOrganization,
  organizationDeleted: removeOrganization,
  memberChanged: applyMembership,
  memberRemoved: removeMembership,
  invitationChanged: applyInvitation,
  sessionEnded: endSession,
};

const Payload = z.object({ eventId: z.string() });

export async function processWebhookEvent(tier: DataTier, payload: unknown): Promise<void> {
  const { eventId } = Payload.parse(payload);
  const message = await tier.controlDb.read((tx) => getWebhookEvent(tx, eventId));
  if (!message || message.processedAt) return;
  try {
    const event = await identity.messages.read(message);
    // What means nothing here is kept and has no effect.
    if (event) await applyEvent(tier, event);
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

const applyEvent = (tier: DataTier, event: IdentityEvent): Promise<void> =>
  (handlers[event.type] as (tier: DataTier, event: IdentityEvent) => Promise<void>)(tier, event);
