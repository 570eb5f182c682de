/** Receiving a message of the provider: read within a limit, verified over its raw bytes, recorded once. */
import { Webhook } from "svix";
import { z } from "zod";
import { controlDb, enqueue, type Job, recordWebhookEvent } from "#app/db.server.ts";
import { getClerkOptions } from "./keys.server.ts";

export const WEBHOOK_MAX_BYTES = 256 * 1024;
export const WEBHOOK_JOB = "webhook-event";

export type Receipt = { status: 204 | 400 | 413 };

/** Nothing is written for what is too large, unsigned or no message. */
export async function receiveWebhook(request: Request): Promise<Receipt> {
  const body = await readBody(request);
  if (body === undefined) return { status: 413 };
  const { webhookSecret } = await getClerkOptions();
  const id = verifiedId(webhookSecret, request.headers, body);
  const message = id === undefined ? undefined : parseMessage(body);
  if (id === undefined || !message) return { status: 400 };
  await controlDb().write(async (tx) => {
    const isNew = await recordWebhookEvent(tx, { id, type: message.type, payload: message });
    if (!isNew) return;
    await enqueue(tx, webhookJob(id, message.data));
  });
  return { status: 204 };
}

/** What brings a recorded message into effect. */
export function webhookJob(id: string, data: unknown): Job {
  const job = { name: WEBHOOK_JOB, payload: { eventId: id }, key: `${WEBHOOK_JOB}:${id}` };
  const queue = queueOf(data);
  return queue ? { ...job, queue } : job;
}

const OrganizationOf = z.object({
  id: z.string().optional(),
  organization: z.object({ id: z.string() }).optional(),
});

/** One organization's events run one after the other: its members are not added before it is there. */
function queueOf(data: unknown): string | undefined {
  const parsed = OrganizationOf.safeParse(data);
  const id = parsed.success ? (parsed.data.organization?.id ?? parsed.data.id) : undefined;
  return id?.startsWith("org_") ? id : undefined;
}

/** Undefined over the limit, whatever the header said of the length. */
async function readBody(request: Request): Promise<string | undefined> {
  if (Number(request.headers.get("content-length")) > WEBHOOK_MAX_BYTES) return undefined;
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of request.body ?? []) {
    size += chunk.byteLength;
    if (size > WEBHOOK_MAX_BYTES) return undefined;
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString("utf8");
}

/** The message's id, if the signature is good and fresh. */
function verifiedId(secret: string, headers: Headers, body: string): string | undefined {
  const id = headers.get("svix-id");
  const timestamp = headers.get("svix-timestamp");
  const signature = headers.get("svix-signature");
  if (!id || !timestamp || !signature) return undefined;
  try {
    new Webhook(secret).verify(body, {
      "svix-id": id,
      "svix-timestamp": timestamp,
      "svix-signature": signature,
    });
    return id;
  } catch {
    return undefined;
  }
}

const Message = z.looseObject({ type: z.string().min(1).max(200), data: z.looseObject({}) });

function parseMessage(body: string): z.infer<typeof Message> | undefined {
  try {
    const parsed = Message.safeParse(JSON.parse(body, storable));
    return parsed.success ? parsed.data : undefined;
  } catch {
    return undefined;
  }
}

/** PostgreSQL's JSON takes neither NUL nor half a surrogate pair; a message must not fail forever over one. */
const storable = (_key: string, value: unknown) =>
  typeof value === "string" ? value.replaceAll("\0", "").toWellFormed() : value;
