/** Receiving a message of the provider: read within a limit, verified over its raw bytes, recorded once. */
import { Webhook } from "svix";
import { z } from "zod";
import { type DataTier, enqueue, recordWebhookEvent, webhookJob } from "#app/db.server.ts";
import { readBody } from "#app/http/body.server.ts";
import { RequestRefused } from "#app/http/refused.ts";
import { getClerkOptions } from "./keys.server.ts";
import { storableText } from "./storable-text.ts";

/** @internal */
export const WEBHOOK_MAX_BYTES = 256 * 1024;
/** The provider's own messages are nested a tenth as deep. */
const MESSAGE_MAX_DEPTH = 100;
/** Svix names them `msg_…`; whatever signs ours, an id is short and plain. */
const MESSAGE_ID = /^[\w.:-]{1,256}$/;

export type Receipt = { status: 204 | RequestRefused["status"] };

/** Nothing is written for what is too large, cut off, unsigned or no message. */
export async function receiveWebhook(tier: DataTier, request: Request): Promise<Receipt> {
  const body = await readText(request);
  if (body instanceof RequestRefused) return { status: body.status };
  const id = verifiedId(getClerkOptions().webhookSecrets, request.headers, body);
  const message = id === undefined ? undefined : parseMessage(body);
  if (id === undefined || !message) return { status: 400 };
  await tier.controlDb.write(async (tx) => {
    const isNew = await recordWebhookEvent(tx, { id, type: message.type, payload: message });
    if (!isNew) return;
    await enqueue(tx, webhookJob(id, message.data));
  });
  return { status: 204 };
}

async function readText(request: Request): Promise<string | RequestRefused> {
  try {
    return (await readBody(request, WEBHOOK_MAX_BYTES)).toString("utf8");
  } catch (error) {
    if (error instanceof RequestRefused) return error;
    throw error;
  }
}

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

const Message = z.looseObject({ type: z.string().min(1).max(200), data: z.looseObject({}) });

function parseMessage(body: string): z.infer<typeof Message> | undefined {
  try {
    const parsed = Message.safeParse(storable(JSON.parse(body)));
    return parsed.success ? parsed.data : undefined;
  } catch {
    return undefined;
  }
}

/**
 * The same message in text that can be stored, keys too: it must not fail for ever over one character. Throws
 * RangeError where it is nested too deep.
 */
export function storable(value: unknown, depth = 0): unknown {
  if (depth > MESSAGE_MAX_DEPTH) throw new RangeError("The message is nested too deep.");
  if (typeof value === "string") return storableText(value);
  if (Array.isArray(value)) return value.map((item) => storable(item, depth + 1));
  if (typeof value !== "object" || value === null) return value;
  const pairs = Object.entries(value).map(([key, inner]) => [storableText(key), storable(inner, depth + 1)]);
  return Object.fromEntries(pairs);
}
