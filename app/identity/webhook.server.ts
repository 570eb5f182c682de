/** Receiving a message of the provider: read within a limit, verified over its raw bytes, recorded once. */
import { type DataTier, enqueue, recordWebhookEvent, webhookJob } from "#app/db.server.ts";
import { readBody } from "#app/http/body.server.ts";
import { RequestRefused } from "#app/http/refused.ts";
import { identity } from "./identity.server.ts";
import type { ReceivedMessage } from "./identity-provider.ts";
import { storable } from "./storable-text.ts";

/** @internal */
export const WEBHOOK_MAX_BYTES = 256 * 1024;

export type Receipt = { status: 204 | RequestRefused["status"] };

/** Nothing is written for what is too large, cut off, unsigned or no message. */
export async function receiveWebhook(tier: DataTier, request: Request): Promise<Receipt> {
  const body = await readText(request);
  if (body instanceof RequestRefused) return { status: body.status };
  const message = toStorable(identity.messages.receive(request.headers, body));
  if (!message) return { status: 400 };
  await tier.controlDb.write(async (tx) => {
    const isNew = await recordWebhookEvent(tx, message);
    if (isNew) await enqueue(tx, webhookJob(message));
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

/** Undefined too for what is nested too deep to be kept. */
function toStorable(message: ReceivedMessage | undefined): ReceivedMessage | undefined {
  try {
    return message && (storable(message) as ReceivedMessage);
  } catch {
    return undefined;
  }
}
