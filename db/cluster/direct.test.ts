/**
 * Threat: the admin's URL leads through a pooler in transaction mode. A run of migrations leaves its locks on
 * the pooler's connections, and blocks everybody until the pooler lets go of them.
 */
import { connect, createServer, type Server } from "node:net";
import { afterAll, beforeAll, describe, expect, inject, test } from "vitest";
import { createSecrets } from "../control/secrets.ts";
import type { DataTier } from "../data-tier.ts";
import { runDoctor } from "../doctor/run.ts";
import { fanOut } from "../migrate/fan-out.ts";
import { prepareControlPlane } from "../setup/control-plane.ts";
import { TEST_SECRETS_KEY } from "../testing/global-setup.ts";
import { findPgBouncer, type PgBouncer, startPgBouncer } from "../testing/pgbouncer.ts";
import { adminQuery } from "../testing/query.ts";
import { scratchDataTier } from "../testing/scratch.ts";
import { tenantry } from "../testing/tenantry.ts";
import { withAdmin } from "./admin.ts";

let tier: DataTier;
beforeAll(async () => {
  tier = await scratchDataTier();
});
afterAll(() => tier.close());

const SENTENCE = /goes through a pooler.*Set DATABASE_ADMIN_URL/;
const through = (port: number) => {
  const admin = new URL(tier.urls.adminUrl);
  admin.port = String(port);
  return { ...tier.urls, adminUrl: admin.href };
};
const locksLeft = () =>
  adminQuery(
    tier,
    `SELECT l.pid FROM pg_locks l JOIN pg_database d ON d.oid = l.database
     WHERE l.locktype = 'advisory' AND d.datname = current_database()`,
  );

describe.skipIf(!findPgBouncer()).each([1, 5])("through a pooler with %i connections", (size) => {
  let pooler: PgBouncer;
  beforeAll(async () => {
    pooler = await startPgBouncer(inject("testServer"), size);
  });
  afterAll(() => pooler.stop());

  test("boot, command line, migrations and doctor refuse before anything is done, and say what to set", async () => {
    const urls = through(pooler.port);
    const boot = prepareControlPlane(urls, createSecrets(TEST_SECRETS_KEY), { localIdentity: false });
    await expect(boot).rejects.toThrow(SENTENCE);
    await expect(fanOut({ ...tier, urls }, { actor: { kind: "cli", id: "me" } })).rejects.toThrow(SENTENCE);
    for (const command of [["migrate", "up"], ["doctor"]]) {
      const { code, err } = await tenantry({ urls }, ...command);
      expect({ code, err }).toEqual({ code: 1, err: expect.stringMatching(SENTENCE) });
    }
    expect(await locksLeft()).toEqual([]);
  });

  test("doctor names it for a cluster whose admin goes that way", async () => {
    const clusterUrls = through(pooler.port);
    const readSecret = (name: string) => (name.includes("ADMIN") ? clusterUrls.adminUrl : clusterUrls.url);
    const verdicts = await runDoctor({ ...tier, readSecret });
    expect(verdicts).toEqual([
      expect.objectContaining({ check: "admin", state: "failed", detail: expect.stringMatching(SENTENCE) }),
    ]);
  });
});

describe("through a forwarder that keeps each client's connection", () => {
  let forwarder: Server;
  beforeAll(async () => {
    const { port } = inject("testServer");
    forwarder = createServer((socket) => {
      const upstream = connect(port, "127.0.0.1");
      for (const end of [socket, upstream]) end.on("error", () => {});
      socket.pipe(upstream).pipe(socket);
    });
    await new Promise<void>((resolve) => forwarder.listen(0, "127.0.0.1", resolve));
  });
  afterAll(() => forwarder.close());

  test("the admin works: the server sees another socket, and each client has a server to itself", async () => {
    const { adminUrl } = through((forwarder.address() as { port: number }).port);
    expect(await withAdmin(adminUrl, async (client) => (await client.query("SELECT 1")).rowCount)).toBe(1);
  });
});
