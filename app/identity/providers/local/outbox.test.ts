/**
 * The stand-in's messages on their way: tried again as the provider would, and as unreliable as asked for.
 */
import { createServer, type IncomingHttpHeaders } from "node:http";
import type { AddressInfo } from "node:net";
import { Webhook } from "svix";
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { addLocalMessage, postponeLocalMessage } from "#app/db.local.server.ts";
import { env } from "#app/env.server.ts";
import { type DataTier, openDataTier } from "#db/data-tier.ts";
import { RETRY_COMPRESSION, retryAfterS } from "#db/local-identity/outbox.ts";
import { adminQuery } from "#db/testing/query.ts";
import { scratchDataTier } from "#db/testing/scratch.ts";
import { startOutbox } from "./outbox.ts";

const SECRET = `whsec_${Buffer.from("a secret of this test alone").toString("base64")}`;

let scratch: DataTier;
let tier: DataTier;
let answers: number[];
let received: { id: string; headers: IncomingHttpHeaders; body: string }[];
const endpoint = createServer((request, response) => {
  let body = "";
  request.on("data", (chunk: Buffer) => {
    body += chunk.toString();
  });
  request.on("end", () => {
    received.push({ id: String(request.headers["svix-id"]), headers: request.headers, body });
    response.writeHead(answers.shift() ?? 204).end();
  });
});

beforeAll(async () => {
  scratch = await scratchDataTier();
  tier = await openDataTier({ urls: scratch.urls, secretsKey: env.SECRETS_KEY });
  await new Promise<void>((resolve) => {
    endpoint.listen(0, "127.0.0.1", resolve);
  });
});
beforeEach(async () => {
  [answers, received] = [[], []];
  await adminQuery(tier, "DELETE FROM local_identity.outbox");
});
afterAll(async () => {
  await new Promise((resolve) => {
    endpoint.close(resolve);
  });
  await Promise.all([tier.close(), scratch.close()]);
});

const send = (count: number) =>
  tier.controlDb.write(async (tx) => {
    for (let n = 0; n < count; n++) await addLocalMessage(tx, { type: "x.y", data: { n } });
  });
const waiting = async () =>
  (await adminQuery<{ n: number }>(tier, "SELECT count(*)::int AS n FROM local_identity.outbox"))[0]?.n;
const destination = () => ({
  address: "127.0.0.1",
  port: (endpoint.address() as AddressInfo).port,
  host: "app.localhost",
  webhookSecret: SECRET,
});

test("it waits as long as the provider's service does, so many times faster, and gives up after the eighth attempt", async () => {
  const [minute, hour] = [60, 3600];
  const waits = [5, 5 * minute, 30 * minute, 2 * hour, 5 * hour, 10 * hour, 10 * hour];
  expect(waits.map((_, at) => retryAfterS(at + 1))).toEqual(waits.map((each) => each / RETRY_COMPRESSION));
  expect(retryAfterS(waits.length + 1)).toBeUndefined();
  await send(1);
  const [row] = await adminQuery<{ position: string }>(tier, "SELECT position FROM local_identity.outbox");
  const give = (attempts: number) =>
    tier.controlDb.write((tx) => postponeLocalMessage(tx, { position: Number(row?.position), attempts }));
  expect(await give(7)).toBe(true);
  expect(await waiting()).toBe(1);
  expect(await give(8)).toBe(false);
  expect(await waiting()).toBe(0);
});

test("what is refused comes again under the same id, signed anew", async () => {
  answers = [500];
  await send(1);
  const outbox = startOutbox(tier, destination());
  await expect.poll(waiting).toBe(0);
  await outbox.stop();
  const [first, second, ...more] = received;
  expect(more).toEqual([]);
  expect(second?.id).toBe(first?.id);
  for (const { headers, body } of received)
    expect(() => new Webhook(SECRET).verify(body, headers as Record<string, string>)).not.toThrow();
});

test("asked to be unreliable it drops some, sends others up to three times, and none in its turn", async () => {
  const count = 60;
  await send(count);
  const outbox = startOutbox(tier, destination(), { drop: 0.1, double: 3, isShuffled: true, seed: 3 });
  await expect.poll(waiting).toBe(0);
  await outbox.stop();
  const numbers = received.map(({ body }) => (JSON.parse(body) as { data: { n: number } }).data.n);
  const copies = new Map(received.map(({ id }) => [id, received.filter((one) => one.id === id).length]));
  expect(copies.size).toBeLessThan(count);
  expect(copies.size).toBeGreaterThan(count * 0.75);
  expect(new Set(copies.values())).toEqual(new Set([1, 2, 3]));
  expect(numbers).not.toEqual(numbers.toSorted((a, b) => a - b));
});
