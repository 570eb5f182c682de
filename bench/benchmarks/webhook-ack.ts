/**
 * How long the identity provider waits until a message is acknowledged, while messages arrive steadily and
 * the worker brings them into effect: the built server, in a process of its own.
 */
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Webhook } from "svix";
import { withAdmin } from "../../db/cluster/admin.ts";
import { freePort } from "../../db/embedded/free-port.ts";
import { embeddedUrls } from "../../db/embedded/runtime.ts";
import { ask } from "../../e2e/http.ts";
import { startServer } from "../../e2e/server.ts";
import { median, percentile } from "../lib/compare.ts";
import { atMost, type Result } from "../lib/report.ts";

const EVENTS_PER_SECOND = 50;
const WARM_UP_SECONDS = 3;
const SECONDS = 20;
const HOLD_MS = 1_000;
const MS_PER_SECOND = 1_000;
const ACKNOWLEDGED = 204;

type Target = { port: number; secret: string };

export async function webhookAck(): Promise<Result> {
  const [port, dataDir] = [await freePort(), mkdtempSync(join(tmpdir(), "tenantry-bench-ack-"))];
  const variables = { WORKER: "on", RATE_LIMIT_FACTOR: "1000000" };
  const server = await startServer({ port, dataDir, variables });
  try {
    const adminUrl = embeddedUrls(dataDir)?.adminUrl;
    if (!adminUrl) throw new Error("The server has no database of its own.");
    const query = <T extends object>(text: string) =>
      withAdmin(adminUrl, async (client) => (await client.query<T>(text)).rows[0]);
    const row = await query<{ secret: string }>(
      "SELECT webhook_secret AS secret FROM local_identity.instance",
    );
    const target = { port, secret: row?.secret ?? "" };
    await sendSteadily(target, WARM_UP_SECONDS);
    const times = await sendSteadily(target, SECONDS);
    const counted = await query<{ received: number; processed: number }>(
      `SELECT count(*)::int AS received, count(processed_at)::int AS processed
       FROM control.webhook_events WHERE id LIKE 'msg_bench_%'`,
    );
    return report(times, counted);
  } finally {
    await server.stop();
    rmSync(dataDir, { recursive: true, force: true });
  }
}

function report(times: number[], counted: { received: number; processed: number } | undefined): Result {
  const sent = (WARM_UP_SECONDS + SECONDS) * EVENTS_PER_SECOND;
  const { received = 0, processed = 0 } = counted ?? {};
  if (received !== sent) throw new Error(`Of ${sent} messages ${received} are recorded.`);
  const detail = `${EVENTS_PER_SECOND} a second for ${SECONDS} s, p50 ${median(times).toFixed(1)} ms, the longest ${Math.max(...times).toFixed(0)} ms; meanwhile the worker brought ${processed} of ${received} into effect`;
  return atMost("webhook-ack", percentile(times, 0.99), HOLD_MS, detail, "ms");
}

let sequence = 0;

/** Each at its own moment, however long the ones before take. Answers how long each took, in milliseconds. */
async function sendSteadily(target: Target, seconds: number): Promise<number[]> {
  const everyMs = MS_PER_SECOND / EVENTS_PER_SECOND;
  const startedAt = performance.now();
  const under: Promise<number>[] = [];
  for (let n = 0; n < seconds * EVENTS_PER_SECOND; n++) {
    const waitMs = startedAt + n * everyMs - performance.now();
    if (waitMs > 0) await new Promise((resolve) => setTimeout(resolve, waitMs));
    under.push(send(target, `${sequence++}`));
  }
  return Promise.all(under);
}

/** A person whom nobody knew, as the provider tells of them. */
async function send({ port, secret }: Target, name: string): Promise<number> {
  const [id, at] = [`msg_bench_${name}`, new Date()];
  const data = {
    id: `user_bench_${name}`,
    object: "user",
    first_name: "Bench",
    last_name: name,
    email_addresses: [{ id: `idn_${name}`, email_address: `bench-${name}@example.com` }],
    primary_email_address_id: `idn_${name}`,
    updated_at: at.getTime(),
  };
  const body = JSON.stringify({ type: "user.created", object: "event", timestamp: at.getTime(), data });
  const headers = {
    "content-type": "application/json",
    "svix-id": id,
    "svix-timestamp": String(Math.floor(at.getTime() / MS_PER_SECOND)),
    "svix-signature": new Webhook(secret).sign(id, at, body),
  };
  const began = performance.now();
  const host = `app.localhost:${port}`;
  const { status } = await ask({ method: "POST", path: "/webhooks/clerk", host, port, headers, body });
  if (status !== ACKNOWLEDGED) throw new Error(`A message was answered with ${status}.`);
  return performance.now() - began;
}
