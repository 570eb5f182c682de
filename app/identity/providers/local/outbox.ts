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

/** `host` is what the request is for; `address` and `port` are where the server listens. */
export type Destination = { address: string; port: number; host: string; webhookSecret: string };

const BATCH = 10;
const REQUEST_TIMEOUT_MS = 10_000;
/** Also the longest that a message waits whose delivery nobody asked for (a restart, a retry). */
const POLL_MS = 2_000;

export type Outbox = { deliverNow: () => void; stop(): Promise<void> };

export function startOutbox(tier: DataTier, destination: Destination): Outbox {
  let running: Promise<void> = Promise.resolve();
  let isQueued = false;
  const deliverNow = () => {
    if (isQueued) return;
    isQueued = true;
    running = running.then(() => {
      isQueued = false;
      return deliverAll(tier, destination).catch(reportFailure);
    });
  };
  const timer = setInterval(deliverNow, POLL_MS);
  timer.unref();
  deliverNow();
  return {
    deliverNow,
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

async function deliverAll(tier: DataTier, destination: Destination): Promise<void> {
  for (;;) {
    const messages = await tier.controlDb.write((tx) => claimLocalMessages(tx, BATCH));
    for (const message of messages) await deliver(tier, destination, message);
    if (messages.length < BATCH) return;
  }
}

async function deliver(tier: DataTier, destination: Destination, message: LocalMessage): Promise<void> {
  const isTaken = await post(destination, message).catch(() => false);
  await tier.controlDb.write((tx) =>
    isTaken ? removeLocalMessage(tx, message.position) : postponeLocalMessage(tx, message),
  );
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
