/**
 * The parts of the provider's messages that we read. Its own examples break its own schema, so: only the
 * fields that are needed, null and absent alike, and whatever else is there is let be.
 */
import { z } from "zod";
import type { UserFromSource, WebhookEvent } from "#app/db.server.ts";

const name = z.string().nullish();
const time = z.number().nullish();

const EmailAddress = z.object({ id: z.string().nullish(), email_address: z.string() });

export const UserData = z.object({
  id: z.string(),
  first_name: name,
  last_name: name,
  image_url: z.string().nullish(),
  primary_email_address_id: z.string().nullish(),
  email_addresses: z.array(EmailAddress).nullish(),
  updated_at: time,
});

export const OrganizationData = z.object({
  id: z.string(),
  name: z.string(),
  slug: z.string().nullish(),
  created_by: z.string().nullish(),
  private_metadata: z.object({ plan: z.unknown() }).partial().nullish(),
  updated_at: time,
});

export const MembershipData = z.object({
  id: z.string(),
  role: z.string(),
  organization: z.object({ id: z.string(), created_by: z.string().nullish() }),
  public_user_data: z.object({
    user_id: z.string(),
    identifier: z.string().nullish(),
    first_name: name,
    last_name: name,
    image_url: z.string().nullish(),
  }),
  updated_at: time,
});

/** Of a deleted object only the id is sure, and of a session nothing more is needed. */
export const IdData = z.object({ id: z.string() });

/** When the provider says it happened; when we heard of it, where it does not say. */
export function happenedAt(event: WebhookEvent): Date {
  const { timestamp } = event.payload;
  return typeof timestamp === "number" && timestamp > 0 ? new Date(timestamp) : event.receivedAt;
}

/** An object's own version decides the order, not the order in which messages arrive. */
export const versionOf = (data: { updated_at?: number | null | undefined }, event: WebhookEvent): Date =>
  data.updated_at ? new Date(data.updated_at) : happenedAt(event);

export function toUser(data: z.infer<typeof UserData>, event: WebhookEvent): UserFromSource {
  const addresses = data.email_addresses ?? [];
  const primary = addresses.find(({ id }) => id && id === data.primary_email_address_id) ?? addresses[0];
  return {
    id: data.id,
    email: primary?.email_address ?? "",
    firstName: data.first_name ?? null,
    lastName: data.last_name ?? null,
    avatarUrl: data.image_url || null,
    sourceUpdatedAt: versionOf(data, event),
  };
}
