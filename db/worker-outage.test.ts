/** A worker outlives its database's absence, also where a job ends meanwhile. */
import { afterAll, beforeAll, expect, test } from "vitest";
import { enqueue } from "./control/jobs.ts";
import { createSecrets } from "./control/secrets.ts";
import { type DataTier, openDataTier } from "./data-tier.ts";
import { prepareControlPlane } from "./setup/control-plane.ts";
import { TEST_SECRETS_KEY } from "./testing/global-setup.ts";
import { type SecondServer, startSecondServer } from "./testing/second-server.ts";
import { runWorker } from "./worker.ts";

let server: SecondServer;
let tier: DataTier;
beforeAll(async () => {
  server = await startSecondServer();
  await prepareControlPlane(server, createSecrets(TEST_SECRETS_KEY), { localIdentity: false });
  tier = await openDataTier({ urls: server, secretsKey: TEST_SECRETS_KEY });
});
afterAll(async () => {
  await tier.close();
  await server.remove();
});

const SLOW_MS = 60_000;

test.each(["fails", "succeeds"])(
  "where a job %s while the database is away, work goes on",
  async (how) => {
    const [under, over, after] = [
      Promise.withResolvers<void>(),
      Promise.withResolvers<void>(),
      `${how}-after`,
    ];
    const done: string[] = [];
    const messages: string[] = [];
    const tasks = {
      [how]: async () => {
        under.resolve();
        await over.promise;
        if (how === "fails") throw new Error("The database is away.");
      },
      [after]: () => void done.push(after),
    };
    const ask = (name: string) => tier.controlDb.write((tx) => enqueue(tx, { name, payload: {} }));
    const worker = await runWorker(tier, { tasks, log: (_level, message) => void messages.push(message) });
    await ask(how);
    await under.promise;
    await server.stop();
    over.resolve();
    await expect
      .poll(() => messages, { timeout: SLOW_MS })
      .toContainEqual(expect.stringContaining("Another begins"));
    await server.start();
    await expect
      .poll(
        () =>
          ask(after).then(
            () => true,
            () => false,
          ),
        { timeout: SLOW_MS },
      )
      .toBe(true);
    await expect.poll(() => done, { timeout: SLOW_MS }).toContain(after);
    await worker.stop();
  },
  5 * SLOW_MS,
);
