/** Two works on one tenant at once: one of them is done, and the other leaves nothing behind. */
import { randomUUID } from "node:crypto";
import pg from "pg";
import { afterAll, afterEach, beforeAll, expect, test, vi } from "vitest";
import { SYSTEM } from "../control/audit-log.ts";
import { faults, listJournal } from "../control/journal.ts";
import { getTenant, getTenantByOrganization } from "../control/tenants.ts";
import { type DataTier, openDataTier } from "../data-tier.ts";
import { DatabaseUnavailable } from "../errors.ts";
import { tenantIdentifier } from "../routing/placement.ts";
import { countMembers } from "../testing/count-members.ts";
import { forEachPlacement } from "../testing/for-each-placement.ts";
import { TEST_SECRETS_KEY } from "../testing/global-setup.ts";
import { adminQuery } from "../testing/query.ts";
import { scratchDataTier, testOwner, testTenant } from "../testing/scratch.ts";
import { continueLifecycle, listUnfinished } from "./continue.ts";
import { deleteTenant, restoreTenant } from "./delete.ts";
import { provisionTenant } from "./provision.ts";
import { purgeTenant } from "./purge.ts";

const PATIENCE = { timeout: 20_000 };
const by = { actor: SYSTEM };
/** Whoever meets another at work is refused at once. */
const impatient = { ...by, waitMs: 0 };
const BUSY = { name: "LifecycleRefused", reason: "busy" };

let tier: DataTier;
/** Another process. */
let other: DataTier;
beforeAll(async () => {
  tier = await scratchDataTier();
  other = await openDataTier({ urls: tier.urls, secretsKey: TEST_SECRETS_KEY, pipelines: tier.pipelines });
});
afterAll(() => Promise.all([tier.close(), other.close()]));
afterEach(() => {
  delete faults.at;
});

/** Has something happen at a point of a work, and the work wait for it. */
function once(point: string, happens: () => Promise<unknown>): void {
  faults.at = async (reached) => {
    if (reached !== point) return;
    delete faults.at;
    await happens();
  };
}

const find = (id: string) => tier.controlDb.read((tx) => getTenant(tx, id));
const placesOf = async (id: string) =>
  (
    await adminQuery(
      tier,
      `SELECT rolname AS name FROM pg_roles WHERE rolname LIKE $1 || '%'
       UNION ALL SELECT nspname FROM pg_namespace WHERE nspname = $1
       UNION ALL SELECT datname FROM pg_database WHERE datname = $1`,
      [tenantIdentifier(id)],
    )
  ).length;

forEachPlacement((kind) => {
  const request = () => {
    const name = `hold-${randomUUID().slice(0, 8)}`;
    return { organizationId: `org_${randomUUID()}`, slug: name, name, kind, owner: testOwner() };
  };
  const idOf = async (organizationId: string) =>
    (await tier.controlDb.read((tx) => getTenantByOrganization(tx, organizationId)))?.id ?? "";

  test("a purge that meets a restore is refused, and the tenant is back whole", async () => {
    const tenant = await testTenant(tier, { kind });
    await deleteTenant(tier, tenant.id, by);
    let purged: unknown;
    once("restore/bring-up/begun", async () => {
      purged = await purgeTenant(other, tenant.id, impatient).catch((error: unknown) => error);
    });
    await restoreTenant(tier, tenant.id, by);
    expect(purged).toMatchObject(BUSY);
    expect(await find(tenant.id)).toMatchObject({ status: "active" });
    expect(await tier.tenantRouter.connect(tenant).read(countMembers)).toBe(1);
  });

  test("a restore and a purge that begin at one instant leave either a whole tenant or no trace", async () => {
    const { id } = await testTenant(tier, { kind });
    await deleteTenant(tier, id, by);
    await Promise.allSettled([restoreTenant(tier, id, by), purgeTenant(other, id, by)]);
    const { status } = (await find(id))!;
    expect(["active", "purged"]).toContain(status);
    expect((await placesOf(id)) > 0).toBe(status === "active");
  });

  test("a tenant that is deleted and purged while it is being made leaves no trace", async () => {
    const wanted = request();
    let purged: unknown;
    once("provision/create/begun", async () => {
      const id = await idOf(wanted.organizationId);
      await deleteTenant(other, id, by);
      purged = await purgeTenant(other, id, impatient).catch((error: unknown) => error);
    });
    const { id } = await provisionTenant(tier, wanted);
    expect(purged).toMatchObject(BUSY);
    expect(await find(id)).toMatchObject({ status: "deleted" });
    await purgeTenant(other, id, by);
    expect(await placesOf(id)).toBe(0);
  });

  test("a birth that takes long is not run a second time by the worker", async () => {
    const wanted = request();
    let second: unknown;
    let due: string[] = [];
    once("provision/create/begun", async () => {
      const id = await idOf(wanted.organizationId);
      due = await tier.controlDb.read((tx) => listUnfinished(tx, { staleAfterS: 0 }));
      second = await continueLifecycle(other, id, impatient).catch((error: unknown) => error);
    });
    const { id, status } = await provisionTenant(tier, wanted);
    expect(due).toContain(id);
    expect(second).toMatchObject(BUSY);
    expect(status).toBe("active");
    const steps = await tier.controlDb.read((tx) => listJournal(tx, id));
    expect(steps.map(({ state, attempts }) => [state, attempts])).toEqual(steps.map(() => ["done", 1]));
  });

  test("whoever comes second to a birth waits, and is answered what the first made", async () => {
    const wanted = request();
    const [first, second] = await Promise.all(
      [tier, other].map((process) => provisionTenant(process, wanted)),
    );
    expect(first).toMatchObject({ status: "active" });
    expect(second).toMatchObject({ id: first?.id, status: "active" });
  });

  test("a process that lost its hold begins no further step, and the next one finishes", async () => {
    const { id } = await testTenant(tier, { kind });
    await deleteTenant(tier, id, by);
    once("purge/drop/worked", async () => {
      const heard = vi.spyOn(pg.Client.prototype, "emit");
      await adminQuery(
        tier,
        `SELECT pg_terminate_backend(pid) FROM pg_locks JOIN pg_stat_activity USING (pid)
         WHERE locktype = 'advisory' AND datname = current_database() AND application_name = 'tenantry:lifecycle'`,
      );
      await vi.waitFor(() => expect(heard).toHaveBeenCalledWith("error", expect.anything()), PATIENCE);
      heard.mockRestore();
    });
    await expect(purgeTenant(tier, id, by)).rejects.toBeInstanceOf(DatabaseUnavailable);
    expect(await find(id)).toMatchObject({ status: "deleted" });
    await continueLifecycle(other, id, by);
    expect(await find(id)).toMatchObject({ status: "purged" });
  });
});
