// Threat: the provider is down, and every page that asks it fails as if we had.
import { createServer, type RequestListener, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { createClerkClient } from "@clerk/backend";
import { afterEach, expect, test } from "vitest";
import { ProviderUnavailable } from "../../provider-errors.ts";
import { answered, unlessMissing } from "./client.server.ts";

let server: Server | undefined;
afterEach(() => server?.close());

/** The real SDK, in front of a provider that answers like this. */
async function ask(listener: RequestListener) {
  server = createServer(listener);
  await new Promise<void>((resolve) => server?.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  return client(`http://127.0.0.1:${port}`).users.getUser("user_1");
}
const client = (apiUrl: string) => createClerkClient({ secretKey: "sk_live_test", apiUrl });

const answer =
  (status: number): RequestListener =>
  (_, response) =>
    response
      .writeHead(status, { "content-type": "application/json" })
      .end(JSON.stringify({ errors: [{ code: "x", message: "no" }] }));

test.each([500, 502, 503, 429])(
  "a provider that answers %i is unavailable, and so says 503",
  async (status) => {
    const error = await answered(ask(answer(status))).catch((thrown: unknown) => thrown);
    expect(error).toBeInstanceOf(ProviderUnavailable);
    expect(error).toMatchObject({ status: 503, retryAfterSeconds: 5 });
  },
);

test("a provider that cannot be reached, or hangs up, is unavailable", async () => {
  const nowhere = client("http://127.0.0.1:1").users.getUser("user_1");
  await expect(unlessMissing(nowhere)).rejects.toBeInstanceOf(ProviderUnavailable);
  const hangUp = ask((request) => request.socket.destroy());
  await expect(unlessMissing(hangUp)).rejects.toBeInstanceOf(ProviderUnavailable);
});

test("what the provider refuses is its own answer, and what it does not know is missing", async () => {
  await expect(answered(ask(answer(422)))).rejects.toMatchObject({ status: 422 });
  expect(await unlessMissing(ask(answer(404)))).toBeUndefined();
});
