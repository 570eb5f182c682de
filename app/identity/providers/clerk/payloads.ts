/**
 * The parts of the provider's messages that we read. Its own examples break its own schema, so: only the
 * fields that are needed, null and absent alike, and whatever else is there is let be.
 */
import { z } from "zod";
import type { UserFromSource } from "#app/db.people.server.ts";
import type { WebhookEvent } from "#app/db.server.ts";
import { INVITATION_STATUSES } from "#app/db.shared.ts";
import { PICTURES } from "./clerk-sources.ts";

/** In UTF-16 code units. Of a longer name the beginning is kept, without half a character at its end. */
const NAME_MAX_LENGTH = 256;

const cut = (text: string): string => {
  const kept = text.slice(0, NAME_MAX_LENGTH);
  return kept.isWellFormed() ? kept : kept.slice(0, -1);
};
/** Null where there is none, or an empty one. */
const name = z
  .string()
  .nullish()
  .transform((text) => (text?.trim() ? cut(text) : null));
const optional = z.string().nullish();
const time = z.number().nullish();
const flag = z.boolean().nullish().catch(undefined);

const EmailAddress = z.object({ id: optional, email_address: optional });

export const UserData = z.object({
  id: z.string(),
  first_name: name,
  last_name: name,
  image_url: optional,
  has_image: flag,
  two_factor_enabled: flag,
  enterprise_accounts: z
    .array(z.object({ active: flag }))
    .nullish()
    .catch(undefined),
  banned: flag,
  deprovisioned: flag,
  primary_email_address_id: optional,
  email_addresses: z.array(EmailAddress).nullish(),
  updated_at: time,
});

export const OrganizationData = z.object({
  id: z.string(),
  name,
  slug: optional,
  created_by: optional,
  private_metadata: z.object({ plan: z.unknown() }).partial().nullish(),
  updated_at: time,
});

export const MembershipData = z.object({
  id: z.string(),
  role: optional,
  organization: z.object({ id: z.string(), created_by: optional }),
  public_user_data: z.object({
    user_id: z.string(),
    identifier: optional,
    first_name: name,
    last_name: name,
    image_url: optional,
    has_image: flag,
  }),
  updated_at: time,
});

/** Of a deleted object only the id is sure, and of a session nothing more is needed. */
export const IdData = z.object({ id: z.string() });

const userRef = z
  .union([z.string().min(1), z.object({ id: z.string().min(1) })])
  .transform((ref) => (typeof ref === "string" ? ref : ref.id))
  .nullish()
  .catch(undefined);

/**
 * The provider documents no message of a merge: `from_user_id` and `into_user_id` are what the stand-in
 * sends, and a person by themselves is read as well, as an id or as an object. Throws where one is not named.
 */
export const MergedUserData = z
  .object({ from_user_id: userRef, into_user_id: userRef, from: userRef, into: userRef })
  .transform((data, context) => {
    const [from, into] = [data.from_user_id ?? data.from, data.into_user_id ?? data.into];
    if (from && into && from !== into) return { from, into };
    context.addIssue({ code: "custom", message: "It names no two people." });
    return z.NEVER;
  });

export const EndedMembershipData = z.object({
  id: z.string(),
  organization: z.object({ id: z.string() }).nullish().catch(undefined),
  public_user_data: z.object({ user_id: z.string() }).nullish().catch(undefined),
});

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

/** When the provider says it happened; undefined where it does not say. */
export function saidTime({ payload: { timestamp } }: WebhookEvent): Date | undefined {
  return typeof timestamp === "number" && timestamp > 0 ? new Date(timestamp) : undefined;
}

/** When the provider says it happened; when we heard of it, where it does not say. */
export const happenedAt = (event: WebhookEvent): Date => saidTime(event) ?? event.receivedAt;

type Versioned = { updated_at?: number | null | undefined };

/** An object's own version decides the order, not the order in which messages arrive. */
export const versionOf = (data: Versioned, event: WebhookEvent): Date =>
  saidVersion(data, event) ?? event.receivedAt;

/** The same, undefined where the provider does not say. */
export const saidVersion = (data: Versioned, event: WebhookEvent): Date | undefined =>
  data.updated_at ? new Date(data.updated_at) : saidTime(event);

/** The address of the person's own; of who uploaded none, the provider draws one, which tells nothing. */
export function toPicture({ image_url: text, has_image: isTheirs }: Pictured): string | null {
  const url = isTheirs === false ? null : URL.parse(text ?? "");
  return url?.origin === PICTURES && url.href.length <= MAX_PICTURE_CHARACTERS ? url.href : null;
}
type Pictured = Pick<z.infer<typeof UserData>, "image_url" | "has_image">;

/** Lists carry one a row. */
const MAX_PICTURE_CHARACTERS = 2_000;

export function toUser(data: z.infer<typeof UserData>, event: WebhookEvent): UserFromSource {
  const addresses = (data.email_addresses ?? []).filter((address) => address.email_address);
  const primary = addresses.find(({ id }) => id && id === data.primary_email_address_id) ?? addresses[0];
  const barred = [data.banned, data.deprovisioned].filter((said) => typeof said === "boolean");
  return {
    id: data.id,
    email: primary?.email_address ?? "",
    firstName: data.first_name,
    lastName: data.last_name,
    avatarUrl: toPicture(data),
    sourceUpdatedAt: versionOf(data, event),
    ...(typeof data.two_factor_enabled === "boolean" && { hasSecondFactor: data.two_factor_enabled }),
    ...(data.enterprise_accounts && {
      hasCompanyAccount: data.enterprise_accounts.some(({ active }) => active !== false),
    }),
    ...(barred.length > 0 && { isBarred: barred.includes(true) }),
  };
}
