/** Messages of the provider: verified over their raw bytes as they arrive, read when their job runs. */
import { Webhook } from "svix";
import { z } from "zod";
import type { WebhookEvent } from "#app/db.server.ts";
import type { Messages } from "../../identity-provider.ts";
import { type Resolve, readEvent } from "./events.server.ts";
import type { GetOptions } from "./keys.server.ts";

/** Svix names them `msg_…`; whatever signs ours, an id is short and plain. */
const MESSAGE_ID = /^[\w.:-]{1,256}$/;

const Message = z.looseObject({ type: z.string().min(1).max(200), data: z.looseObject({}) });

export const messagesOf = (getOptions: GetOptions, resolve: Resolve): Messages => ({
  receive(headers, body) {
    const id = verifiedId(getOptions().webhookSecrets, headers, body);
    const message = id === undefined ? undefined : Message.safeParse(parseJson(body)).data;
    if (id === undefined || !message) return undefined;
    const data = withoutOwnWords(message.data);
    return { id, type: message.type, payload: { ...message, data }, organizationId: organizationIn(data) };
  },

  read: (message: WebhookEvent) => readEvent(message, resolve),
});

/**
 * The message's id, if it has the form of one and the signature is good, by any of the secrets, and fresh.
 * @internal
 */
export function verifiedId(secrets: string[], headers: Headers, body: string): string | undefined {
  const id = headers.get("svix-id");
  const timestamp = headers.get("svix-timestamp");
  const signature = headers.get("svix-signature");
  if (!id || !MESSAGE_ID.test(id) || !timestamp || !signature) return undefined;
  const signed = { "svix-id": id, "svix-timestamp": timestamp, "svix-signature": signature };
  return secrets.some((secret) => isSigned(secret, body, signed)) ? id : undefined;
}

function isSigned(secret: string, body: string, signed: Record<string, string>): boolean {
  try {
    new Webhook(secret).verify(body, signed);
    return true;
  } catch {
    return false;
  }
}

function parseJson(body: string): unknown {
  try {
    return JSON.parse(body);
  } catch {
    return undefined;
  }
}

/** Written by people themselves, from their browsers: we read none of it, and it may be anything. */
export function withoutOwnWords(object: object): object {
  const { unsafe_metadata: _, ...kept } = object as { unsafe_metadata?: unknown };
  return kept;
}

const OrganizationOf = z.object({
  id: z.string().optional(),
  organization_id: z.string().optional(),
  organization: z.object({ id: z.string() }).optional(),
});

/** Whose a message is, where it is an organization's: its members are not added before it is there. */
export function organizationIn(data: unknown): string | undefined {
  const told = OrganizationOf.safeParse(data).data;
  const id = told?.organization?.id ?? told?.organization_id ?? told?.id;
  return id?.startsWith("org_") ? id : undefined;
}
