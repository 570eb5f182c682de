/** Poolers that mix clients, or refuse our prelude: shown red by doctor, and safe with PIPELINE=off. */
import { randomUUID } from "node:crypto";
import { sql } from "drizzle-orm";
import type pg from "pg";
import { afterAll, beforeAll, expect, test } from "vitest";
import { withAdmin } from "../cluster/admin.ts";
import { type DataTier, openDataTier } from "../data-tier.ts";
import { runDoctor } from "../doctor/run.ts";
import { PlacementUnavailable } from "../errors.ts";
import { newId } from "../id.ts";
import { type BadPooler, type Fault, startBadPooler } from "../testing/bad-pooler.ts";
import { TEST_SECRETS_KEY } from "../testing/global-setup.ts";
import { type OwnServer, ownServerTier } from "../testing/own-server.ts";
import { testTenant } from "../testing/scratch.ts";
import { type Connection, openConnection } from "./connection.ts";
import { holdForThisTurn } from "./flight.ts";
import { type PlacementKind, tenantIdentifier } from "./placement.ts";
import { prelude } from "./prelude.ts";
import type { Tenant } from "./tenant.ts";

const TENANTS = 6;
const SWITCHES = 300;
const AT_ONCE = 24;

let server: OwnServer;
let tenants: Tenant[];
beforeAll(async () => {
  server = await ownServerTier();
  const kinds: PlacementKind[] = Array.from({ length: TENANTS }, (_, n) =>
    n % 3 === 0 ? "database" : "schema",
  );
  tenants = await Promise.all(kinds.map((kind) => testTenant(server.tier, { kind })));
});
afterAll(() => server.remove());

/** The same installation, reached through the pooler. */
async function behind(pooler: BadPooler, pipelines: boolean): Promise<DataTier> {
  const url = new URL(server.tier.urls.url);
  url.port = String(pooler.port);
  const urls = { ...server.tier.urls, url: url.href };
  return openDataTier({ urls, secretsKey: TEST_SECRETS_KEY, pipelines });
}

const red = async (tier: DataTier) => (await runDoctor(tier)).filter(({ state }) => state === "failed");

type Seen = { role: string; nonce: string };
class Planned extends Error {}

/** Reads, writes, errors and strays of all tenants at once; answers how many saw what is not theirs. */
async function storm(tier: DataTier): Promise<{ wrong: number; unplanned: unknown[] }> {
  let wrong = 0;
  let begun = 0;
  const unplanned: unknown[] = [];
  const one = async (n: number) => {
    const tenant = tenants[n % TENANTS] as Tenant;
    const own = tenant.placement.role;
    const nonce = randomUUID();
    const look = sql`select current_user as role, ${nonce}::text as nonce, (select count(*) from members) as members`;
    const db = tier.tenantRouter.connect(tenant);
    await db[n % 4 === 0 ? "write" : "read"](async (tx) => {
      const seen = await Promise.all([
        tx.execute<Seen>(look),
        tx.execute<Seen>(look),
        n % 7 === 0 ? tx.execute(sql`select 1/0`) : undefined,
      ]);
      for (const { rows } of [seen[0], seen[1]]) {
        const row = rows[0];
        if (row?.role !== own || row.nonce !== nonce) wrong++;
      }
      if (n % 11 === 0) throw new Planned();
      // Abandoned: nobody waits for the answer.
      if (n % 13 === 0) tx.execute(look).catch(() => {});
    }).catch((error: unknown) => {
      if (!(error instanceof Planned) && n % 7 !== 0) unplanned.push(error);
    });
    await tier.controlDb.forTenant(tenant.id).read((tx) => tx.execute(sql`select 1`));
  };
  const runner = async () => {
    while (begun < SWITCHES) await one(begun++);
  };
  await Promise.all(Array.from({ length: AT_ONCE }, runner));
  return { wrong, unplanned };
}

const waitsForLock = async (admin: pg.Client) =>
  (await admin.query("SELECT FROM pg_locks WHERE NOT granted AND relation IS NOT NULL")).rowCount;

test("the threat: one that mixes answers a client with another tenant's row", async () => {
  const pooler = await startBadPooler(Number(new URL(server.tier.urls.url).port), "mixes");
  const url = new URL(server.tier.urls.url);
  url.port = String(pooler.port);
  const [mine, theirs] = tenants.filter(({ placement }) => placement.kind === "schema") as [Tenant, Tenant];
  const connect = () => openConnection(url.href, "test", { connectTimeoutMs: 5_000 });
  const [one, other] = [await connect(), await connect()];
  const look = ({ client }: Connection, { placement: { role } }: Tenant) => {
    holdForThisTurn(client);
    void client.query(prelude({ readOnly: true, role })).catch(() => {});
    const seen = client.query<Seen>("select current_user as role, count(*) from members");
    void client.query("COMMIT").catch(() => {});
    return seen.then(({ rows }) => rows[0]?.role);
  };
  await withAdmin(server.tier.urls.adminUrl, async (admin) => {
    await admin.query(`BEGIN; LOCK TABLE "${mine.placement.schema}".members`);
    // Both of one's transactions are under way, and the other's turn comes when the first of them is over.
    void look(one, mine).catch(() => {});
    void look(one, mine).catch(() => {});
    await expect.poll(() => waitsForLock(admin)).toBe(1);
    const seen = look(other, theirs);
    await expect.poll(pooler.waiting).toBe(1);
    await admin.query("COMMIT");
    expect(await seen).toBe(mine.placement.role);
  });
  for (const connection of [one, other]) connection.destroy();
  await pooler.stop();
});

async function through(fault: Fault, pipelines: boolean, work: (tier: DataTier) => Promise<void>) {
  const pooler = await startBadPooler(Number(new URL(server.tier.urls.url).port), fault);
  const tier = await behind(pooler, pipelines);
  try {
    await work(tier);
  } finally {
    await tier.close();
    await pooler.stop();
  }
}

test.each(["mixes", "refuses-set", "no-flights", "none"] as const)(
  "PIPELINE=off: behind a pooler with the fault %s each transaction sees its own tenant, and doctor is green",
  (fault) =>
    through(fault, false, async (tier) => {
      expect(await storm(tier)).toEqual({ wrong: 0, unplanned: [] });
      expect(await red(tier)).toEqual([]);
    }),
);

test.each(["mixes", "refuses-set", "no-flights"] as const)(
  "PIPELINE=on: behind a pooler with the fault %s doctor is red, and says what to set",
  (fault) =>
    through(fault, true, async (tier) => {
      // The control plane's own reads would go the same way.
      const [verdict, ...others] = await red({ ...tier, controlDb: server.tier.controlDb });
      expect(verdict).toMatchObject({ check: "pipelining", detail: expect.stringContaining("PIPELINE=off") });
      expect(others).toEqual([]);
    }),
);

test("PIPELINE=on: a pooler that does it right is green", () =>
  through("none", true, async (tier) => {
    expect(await storm(tier)).toEqual({ wrong: 0, unplanned: [] });
    expect(await red(tier)).toEqual([]);
  }));

test("PIPELINE=off: no work begins before its transaction has", () =>
  through("none", false, async (tier) => {
    const id = newId();
    const nowhere = tenantIdentifier(id);
    const [shared] = tenants.filter(({ placement }) => placement.kind === "schema") as [Tenant];
    const placement = { ...shared.placement, schema: nowhere, role: nowhere };
    let runs = 0;
    const attempt = tier.tenantRouter.connect({ ...shared, id, placement }).read(async () => runs++);
    await expect(attempt).rejects.toBeInstanceOf(PlacementUnavailable);
    expect(runs).toBe(0);
  }));
