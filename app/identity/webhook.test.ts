import { Webhook } from "svix";
import { afterAll, beforeAll, expect, test, vi } from "vitest";
import { getWebhookEvent, WEBHOOK_JOB } from "#app/db.server.ts";
import { env } from "#app/env.server.ts";
import { type DataTier, openDataTier } from "#db/data-tier.ts";
import { adminQuery } from "#db/testing/query.ts";
import { runDueJobs } from "#db/testing/run-due-jobs.ts";
import { scratchDataTier } from "#db/testing/scratch.ts";
import { verifiedId } from "./providers/clerk/messages.server.ts";
import { localIdentity, startLocalIdentity } from "./providers/local/instance.server.ts";
import { receiveWebhook, WEBHOOK_MAX_BYTES } from "./webhook.server.ts";

// The stand-in's own messages go nowhere in this test.
vi.hoisted(() => {
  process.env.PORT = "1";
});

let scratch: DataTier;
let tier: DataTier;
let secret: string;
let count = 0;

beforeAll(async () => {
  scratch = await scratchDataTier();
  tier = await openDataTier({ urls: scratch.urls, secretsKey: env.SECRETS_KEY });
  await startLocalIdentity(tier);
  secret = localIdentity().instance.webhookSecret;
});
afterAll(async () => {
  await localIdentity().stop();
  await Promise.all([tier.close(), scratch.close()]);
});

type Message = {
  id?: string;
  body?: string;
  headers?: Record<string, string | undefined>;
  at?: Date;
  with?: string;
};
const event = { type: "unknown.event", data: { id: "x" } };

function message({
  id = `msg_${count++}`,
  body = JSON.stringify(event),
  headers = {},
  at = new Date(),
  with: key = secret,
}: Message = {}) {
  const signed = {
    "svix-id": id,
    "svix-timestamp": String(Math.floor(at.getTime() / 1000)),
    "svix-signature": new Webhook(key).sign(id, at, body),
    ...headers,
  };
  const present = Object.entries(signed).filter((pair): pair is [string, string] => pair[1] !== undefined);
  const request = new Request("http://app.localhost:3000/webhooks/clerk", {
    method: "POST",
    body,
    headers: present,
  });
  return { id, request };
}

const stored = (id: string) => tier.controlDb.read((tx) => getWebhookEvent(tx, id));
const countJobs = async () => {
  const text = "SELECT count(*)::int AS jobs FROM graphile_worker._private_jobs";
  const [row] = await adminQuery<{ jobs: number }>(tier, text);
  return row?.jobs ?? 0;
};

test("a signed message is recorded, enqueued and acknowledged", async () => {
  const before = await countJobs();
  const { id, request } = message();
  expect(await receiveWebhook(tier, request)).toEqual({ status: 204 });
  expect(await stored(id)).toMatchObject({ type: "unknown.event", payload: event, processedAt: null });
  expect(await countJobs()).toBe(before + 1);
});

// Threat: a message is delivered twice, or replayed within the signature's life, for a double effect.
test("the same message again, also at the same moment, is acknowledged and has no second effect", async () => {
  const before = await countJobs();
  const id = "msg_twice";
  const answers = await Promise.all(
    Array.from({ length: 5 }, () => receiveWebhook(tier, message({ id }).request)),
  );
  expect(answers).toEqual(Array(5).fill({ status: 204 }));
  expect(await countJobs()).toBe(before + 1);
});

// Threat: a message that was brought into effect long ago is delivered once more.
test("a message that was done is not done again", async () => {
  const id = "msg_done";
  let done = 0;
  const work = async () => void done++;
  await receiveWebhook(tier, message({ id }).request);
  await runDueJobs(tier, { [WEBHOOK_JOB]: work });
  const before = done;
  expect(await receiveWebhook(tier, message({ id }).request)).toEqual({ status: 204 });
  await runDueJobs(tier, { [WEBHOOK_JOB]: work });
  expect(done).toBe(before);
});

// Threat: somebody makes up messages, or changes or replays real ones, to join a tenant or delete one.
test.each<[string, Message]>([
  ["another secret", { with: "whsec_AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA" }],
  ["no id", { headers: { "svix-id": undefined } }],
  ["another id", { headers: { "svix-id": "msg_other" } }],
  ["no timestamp", { headers: { "svix-timestamp": undefined } }],
  ["no signature", { headers: { "svix-signature": undefined } }],
  ["a garbled signature", { headers: { "svix-signature": "v1,AAAA" } }],
  ["an old timestamp", { at: new Date(Date.now() - 3_600_000) }],
  ["a future timestamp", { at: new Date(Date.now() + 3_600_000) }],
])("a message with %s is refused, and nothing is written", async (_, wrong) => {
  const before = await countJobs();
  const { id, request } = message(wrong);
  expect(await receiveWebhook(tier, request)).toEqual({ status: 400 });
  expect(await stored(id)).toBeUndefined();
  expect(await countJobs()).toBe(before);
});

// Threat: messages are lost while a secret is changed, or the former one goes on to be good.
test("during a rotation both secrets count, and a third never does", () => {
  const [former, next, other] = ["Zm9ybWVy", "bmV4dA==", "b3RoZXI="].map((key) => `whsec_${key}`) as [
    string,
    string,
    string,
  ];
  const id = (secrets: string[], key: string) => {
    const { request, id: sent } = message({ with: key });
    return verifiedId(secrets, request.headers, JSON.stringify(event)) === sent;
  };
  expect([former, next, other].map((key) => id([former, next], key))).toEqual([true, true, false]);
  expect([former, next].map((key) => id([next], key))).toEqual([false, true]);
  expect(id([], next)).toBe(false);
});

test("a body that was changed after signing is refused", async () => {
  const { id, request } = message();
  const changed = new Request(request, { body: JSON.stringify({ ...event, type: "user.deleted" }) });
  expect(await receiveWebhook(tier, changed)).toEqual({ status: 400 });
  expect(await stored(id)).toBeUndefined();
});

test.each(["", "no json", "null", "[]", "{}", '{"type":1,"data":{}}', '{"type":"x"}'])(
  "a signed body that is no message is refused: %s",
  async (body) => {
    const { id, request } = message({ body });
    expect(await receiveWebhook(tier, request)).toEqual({ status: 400 });
    expect(await stored(id)).toBeUndefined();
  },
);

// Threat: the memory or the database is filled with large bodies, the length being lied about.
test("a body over the limit is refused while it is read, whatever its stated length", async () => {
  const body = JSON.stringify({ ...event, filler: "x".repeat(WEBHOOK_MAX_BYTES) });
  const { id, request } = message({ body });
  expect(await receiveWebhook(tier, request)).toEqual({ status: 413 });
  let sent = 0;
  const endless = new ReadableStream<Uint8Array>({
    pull: (controller) => {
      sent += 65_536;
      controller.enqueue(new Uint8Array(65_536));
    },
  });
  const lying = new Request(request.url, { method: "POST", body: endless, duplex: "half" } as RequestInit);
  expect(await receiveWebhook(tier, lying)).toEqual({ status: 413 });
  expect(sent).toBeLessThan(WEBHOOK_MAX_BYTES * 3);
  expect(await stored(id)).toBeUndefined();
});

test("a name with a NUL or half an emoji does not keep a message from being stored", async () => {
  const body = JSON.stringify({ type: "organization.updated", data: { id: "o", name: "a\0b\ud83d" } });
  const { id, request } = message({ body });
  expect(await receiveWebhook(tier, request)).toEqual({ status: 204 });
  expect((await stored(id))?.payload.data).toEqual({ id: "o", name: "ab\ufffd" });
});

// Threat: one message that cannot be stored is delivered again for ever.
test("keys are stored like values: without NUL and half a surrogate", async () => {
  const body = '{"type":"user.updated","data":{"id":"u","a\\u0000b":{"\\ud83d":["\\u0000"],"__proto__":1}}}';
  const { id, request } = message({ body });
  expect(await receiveWebhook(tier, request)).toEqual({ status: 204 });
  const data = (await stored(id))?.payload.data;
  expect(JSON.stringify(data)).toBe('{"ab":{"\ufffd":[""],"__proto__":1},"id":"u"}');
});

test.each([
  ["a long id", "x".repeat(3_000)],
  ["an id with a space", "msg 1"],
  ["an id with a quote", "msg_1'"],
])("a message with %s is refused, and nothing is written", async (_, id) => {
  const { request } = message({ id });
  expect(await receiveWebhook(tier, request)).toEqual({ status: 400 });
  expect(await stored(id)).toBeUndefined();
});

// Threat: what somebody writes about themselves keeps every later message about them from being taken.
test("what people write themselves is not kept, however deep it is", async () => {
  const deep = "[".repeat(500) + "]".repeat(500);
  const body = `{"type":"user.updated","data":{"id":"u","unsafe_metadata":{"a":${deep}}}}`;
  const { id, request } = message({ body });
  expect(await receiveWebhook(tier, request)).toEqual({ status: 204 });
  expect((await stored(id))?.payload.data).toEqual({ id: "u" });
});

test("a message that is nested deeper than anything of the provider's is refused", async () => {
  for (const depth of [500, 40_000]) {
    const body = `{"type":"x.y","data":{"a":${"[".repeat(depth)}${"]".repeat(depth)}}}`;
    expect(await receiveWebhook(tier, message({ body }).request)).toEqual({ status: 400 });
  }
});
