// Threat: whoever asks learns the names of clusters, and how many tenants there are to attack.
import { RouterContextProvider } from "react-router";
import { afterAll, beforeAll, expect, test } from "vitest";
import { clientContext, dataTierContext } from "#app/context.ts";
import { env } from "#app/env.server.ts";
import { type DataTier, openDataTier } from "#db/data-tier.ts";
import { scratchDataTier } from "#db/testing/scratch.ts";
import { loader } from "./ready.ts";

let scratch: DataTier;
let tier: DataTier;
beforeAll(async () => {
  scratch = await scratchDataTier();
  tier = await openDataTier({ urls: scratch.urls, secretsKey: env.SECRETS_KEY });
});
afterAll(() => Promise.all([tier.close(), scratch.close()]));

async function ask(isLocal: boolean): Promise<unknown> {
  const context = new RouterContextProvider();
  context.set(dataTierContext, tier);
  context.set(clientContext, { requestId: "r", address: "", isLocal });
  return (await loader({ context } as never)).json();
}

test("a program on this machine is told of clusters and numbers, and a stranger that we serve", async () => {
  expect(await ask(true)).toMatchObject({ status: "ready", tenantsBehind: 0, clusters: expect.anything() });
  expect(await ask(false)).toEqual({ status: "ready" });
});
