/**
 * Delivers the stand-in's webhook messages to our own endpoint, over HTTP and signed, as the provider would.
 */
import { request } from "node:http";
import { Webhook } from "svix";
import {
  claimLocalMessages,
  type LocalMessage,
  postponeLocalMessage,
  removeLocalMessage,
} from "#app/db.local.server.ts";
import type { DataTier } from "#app/db.server.ts";
import { log } from "#app/telemetry/log.server.ts";
import type { WebhookDelivery } from "#app/validation/webhook-delivery.ts";
import { type Random, randomOf, unreliably } from "./unreliable.ts";

/** `host` is what the request is for; `address` and `port` are where the server listens. */
export type Destination = { address: string; port: number; host: string; webhookSecret: string };

const BATCH = 10;
const REQUEST_TIMEOUT_MS = 10_000;
/** Also the longest that a message waits whose delivery nobody asked for (a restart, a retry). */
const POLL_MS = 2_000;

export type Outbox = { deliverNow: () => void; stop(): Promise<void> };

/** `delivery`: undefined where each message is to arrive once, in the order in which they were sent. */
export function startOutbox(tier: DataTier, destination: Destination, delivery?: WebhookDelivery): Outbox {
  const send = delivery ? unreliable(delivery) : reliable;
  let running: Promise<void> = Promise.resolve();
  let isQueued = false;
  const deliverNow = () => {
    if (isQueued) return;
    isQueued = true;
    running = running.then(() => {
      isQueued = false;
      return deliverAll(tier, destination, send).catch(reportFailure);
    });
  };
  const timer = setInterval(deliverNow, POLL_MS);
  timer.unref();
  deliverNow();
  return {
    // Messages are shuffled with those that come until the next look.
    deliverNow: delivery?.isShuffled ? () => {} : deliverNow,
    stop: async () => {
      clearInterval(timer);
      await running;
    },
  };
}

/** The database may be away for a moment; the next round tries again. */
function reportFailure(error: unknown): void {
  log.warn({ err: error }, "identity stand-in: messages wait");
}

/** What becomes of messages: which are sent, as often as they are in the list, and which never. */
type Send = (messages: LocalMessage[]) => { sent: LocalMessage[]; dropped: LocalMessage[] };

const reliable: Send = (sent) => ({ sent, dropped: [] });

function unreliable(delivery: WebhookDelivery): Send {
  const random: Random = randomOf(delivery.seed);
  return (messages) => unreliably(messages, delivery, random);
}

async function deliverAll(tier: DataTier, destination: Destination, send: Send): Promise<void> {
  for (;;) {
    const messages = await tier.controlDb.write((tx) => claimLocalMessages(tx, BATCH));
    const { sent, dropped } = send(messages);
    for (const { position } of dropped) await tier.controlDb.write((tx) => removeLocalMessage(tx, position));
    for (const message of sent) await deliver(tier, destination, message);
    if (messages.length < BATCH) return;
  }
}

/** Of several copies each is sent; one that is taken is enough. */
async function deliver(tier: DataTier, destination: Destination, message: LocalMessage): Promise<void> {
  const isTaken = await post(destination, message).catch(() => false);
  const isKept = await tier.controlDb.write(async (tx) => {
    if (!isTaken) return postponeLocalMessage(tx, message);
    await removeLocalMessage(tx, message.position);
    return true;
  });
  if (!isKept) log.warn({ messageId: message.messageId }, "identity stand-in: a message was given up");
}

/** Signed anew at each attempt: a signature is good for five minutes only. */
function post(destination: Destination, message: LocalMessage): Promise<boolean> {
  const body = JSON.stringify(message.body);
  const now = new Date();
  const headers = {
    host: destination.host,
    "content-type": "application/json",
    "content-length": Buffer.byteLength(body),
    "svix-id": message.messageId,
    "svix-timestamp": String(Math.floor(now.getTime() / 1000)),
    "svix-signature": new Webhook(destination.webhookSecret).sign(message.messageId, now, body),
  };
  return new Promise((resolve, reject) => {
    const call = request(
      { host: destination.address, port: destination.port, path: "/webhooks/clerk", method: "POST", headers },
      (response) => {
        response.resume();
        const status = response.statusCode ?? 0;
        response.on("end", () => resolve(status >= 200 && status < 300));
      },
    );
    call.setTimeout(REQUEST_TIMEOUT_MS, () => call.destroy(new Error("timed out")));
    call.on("error", reject);
    call.end(body);
  });
}
