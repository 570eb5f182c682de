// Threat: a password that got out, and a rotation that locks out those who are at work.
import pg from "pg";
import { afterAll, beforeAll, expect, test } from "vitest";
import { getTenant } from "../control/tenants.ts";
import { type DataTier, openDataTier } from "../data-tier.ts";
import { runDoctor } from "../doctor/run.ts";
import { beginMove, continueMove, finishMoveNow } from "../move/move-tenant.ts";
import { planMove } from "../move/plan.ts";
import { startWriting } from "../move/testing/writers.ts";
import type { Tenant } from "../routing/tenant.ts";
import { projects } from "../tenant/schema.ts";
import { TEST_SECRETS_KEY } from "../testing/global-setup.ts";
import { adminQuery } from "../testing/query.ts";
import { scratchDataTier, testOwner, testTenant } from "../testing/scratch.ts";
import { deleteTenant } from "./delete.ts";
import { purgeTenant } from "./purge.ts";
import { rotateLogin } from "./rotate-login.ts";

let tier: DataTier;
beforeAll(async () => {
  tier = await scratchDataTier();
});
afterAll(() => tier.close());

const SLOW_MS = 300_000;
const actor = { kind: "cli" as const, id: "anna@host" };
const by = { actor };
const owner = testOwner();
const current = async ({ id }: Tenant) => (await tier.controlDb.read((tx) => getTenant(tx, id))) as Tenant;

/** Whether somebody who kept the login and password of this placement comes in, past everything of ours. */
async function comesIn({ placement }: Tenant): Promise<boolean> {
  const { cluster, database, login } = placement;
  const url = new URL((await tier.clusterUrls(cluster)).adminUrl);
  const client = new pg.Client({
    ...{ host: url.hostname, port: Number(url.port), database, user: login?.user },
    password: tier.secrets.open(login?.sealedPassword ?? ""),
  });
  client.on("error", () => {});
  return client.connect().then(
    () => client.end().then(() => true),
    () => false,
  );
}

const rolesOf = ({ placement }: Tenant) =>
  adminQuery<{ name: string }>(
    tier,
    "SELECT rolname AS name FROM pg_roles WHERE rolname LIKE $1 ORDER BY 1",
    [`${placement.role}%`],
  ).then((rows) => rows.map(({ name }) => name.replace(placement.role, "").replace(/[0-9a-f]{8}$/, "*")));

test(
  "a login is rotated while members write: nothing is lost, and the former one is refused by the server",
  async () => {
    const before = await testTenant(tier, { kind: "database", owner });
    expect(await comesIn(before)).toBe(true);
    const writing = startWriting(tier, before, owner);
    await writing.more(20);
    await rotateLogin(tier, before.id, by);
    await writing.more(20);
    const first = await current(before);
    expect(await comesIn(first)).toBe(true);
    expect(await comesIn(before)).toBe(false);
    expect(await rolesOf(before)).toEqual(["", "_app_*"]);
    // And once more: no name comes again.
    await rotateLogin(tier, before.id, by);
    await writing.more(20);
    await writing.stop();
    expect(await comesIn(await current(before))).toBe(true);
    expect(await comesIn(before)).toBe(false);
    expect(await comesIn(first)).toBe(false);
    expect(await rolesOf(before)).toEqual(["", "_app_*"]);
    const db = tier.tenantRouter.connect(await current(before));
    const names = (await db.read((tx) => tx.select({ name: projects.name }).from(projects))).map(
      ({ name }) => name,
    );
    expect(names.sort()).toEqual(writing.written.sort());
    const findings = await runDoctor(tier);
    expect(findings.filter(({ check, state }) => check === "roles" && state !== "ok")).toEqual([]);
  },
  SLOW_MS,
);

test(
  "a process that has heard nothing of it asks once, and goes on with the new login",
  async () => {
    const tenant = await testTenant(tier, { kind: "database", owner });
    const deaf = await openDataTier({ urls: tier.urls, secretsKey: TEST_SECRETS_KEY, listen: false });
    try {
      const db = deaf.tenantRouter.connect(tenant);
      await db.read((tx) => tx.select().from(projects));
      await rotateLogin(tier, tenant.id, by);
      expect(await db.read((tx) => tx.select().from(projects))).toEqual([]);
      expect(db.tenant.placement.login?.user).toMatch(/_app_[0-9a-f]{8}$/);
    } finally {
      await deaf.close();
    }
  },
  SLOW_MS,
);

test("what a killed rotation left is taken away by the next, and what is not its own is refused", async () => {
  const tenant = await testTenant(tier, { kind: "database", owner });
  await adminQuery(tier, `CREATE ROLE "${tenant.placement.role}_app_0badf00d" LOGIN PASSWORD 'half-made'`);
  await rotateLogin(tier, tenant.id, by);
  expect(await rolesOf(tenant)).toEqual(["", "_app_*"]);
  expect(await comesIn(await current(tenant))).toBe(true);
  const shared = await testTenant(tier, { owner });
  await expect(rotateLogin(tier, shared.id, by)).rejects.toThrow("in a database that tenants share");
});

test(
  "a login that was rotated goes with its database: moved away, or purged",
  async () => {
    const tenant = await testTenant(tier, { kind: "database", owner });
    await rotateLogin(tier, tenant.id, by);
    await beginMove(tier, await planMove(tier, tenant.id, { to: "schema" }));
    await continueMove(tier, tenant.id);
    await expect(rotateLogin(tier, tenant.id, by)).rejects.toThrow("tenants share");
    await finishMoveNow(tier, tenant.id);
    expect(await rolesOf(tenant)).toEqual([""]);
    const other = await testTenant(tier, { kind: "database", owner });
    await rotateLogin(tier, other.id, by);
    await deleteTenant(tier, other.id, by);
    await purgeTenant(tier, other.id, by);
    expect(await rolesOf(other)).toEqual([]);
  },
  SLOW_MS,
);
