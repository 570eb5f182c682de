/**
 * A process may die between any two statements. Each work is killed at each of its points, and then
 * continued.
 */
import { spawn } from "node:child_process";
import { randomUUID } from "node:crypto";
import { once } from "node:events";
import { afterAll, afterEach, beforeAll, describe, expect, test } from "vitest";
import { withAdmin } from "../cluster/admin.ts";
import { SYSTEM } from "../control/audit-log.ts";
import { faults, listJournal, SimulatedCrash } from "../control/journal.ts";
import { getTenant, getTenantByOrganization } from "../control/tenants.ts";
import type { DataTier } from "../data-tier.ts";
import type { PlacementKind } from "../routing/placement.ts";
import type { Tenant } from "../routing/tenant.ts";
import { countMembers } from "../testing/count-members.ts";
import { forEachPlacement } from "../testing/for-each-placement.ts";
import { TEST_SECRETS_KEY } from "../testing/global-setup.ts";
import { adminQuery } from "../testing/query.ts";
import { scratchDataTier, testOwner, testTenant } from "../testing/scratch.ts";
import { continueLifecycle, listUnfinished } from "./continue.ts";
import { deleteTenant, restoreTenant } from "./delete.ts";
import { provisionTenant } from "./provision.ts";
import { purgeTenant } from "./purge.ts";

let tier: DataTier;
beforeAll(async () => {
  tier = await scratchDataTier();
});
afterAll(() => tier.close());
afterEach(() => {
  delete faults.at;
});

const crashAt = (point: string) => {
  faults.at = (reached) => {
    if (reached === point) throw new SimulatedCrash(point);
  };
};

/** As the worker does it, in another process, later. */
async function continueAll(): Promise<void> {
  delete faults.at;
  const unfinished = await tier.controlDb.read((tx) => listUnfinished(tx, { staleAfterS: 0 }));
  for (const id of unfinished) await continueLifecycle(tier, id);
}

const provisioned = (organizationId: string) =>
  tier.controlDb.read(async (tx) => (await getTenantByOrganization(tx, organizationId)) as Tenant);
const find = (id: string) => tier.controlDb.read((tx) => getTenant(tx, id));
const isSettled = async (id: string) => {
  const steps = await tier.controlDb.read((tx) => listJournal(tx, id));
  return steps.every(({ state }) => state === "done");
};

const points = (kind: string, steps: string[]) =>
  steps.flatMap((step) => ["begun", "worked", "done"].map((at) => `${kind}/${step}/${at}`));
/** The last point of a work: nothing is left to continue. */
const unfinished = (all: string[]) => all.slice(0, -1);

forEachPlacement((kind) => {
  const request = (organizationId: string) => {
    const name = `crash-${randomUUID().slice(0, 8)}`;
    return { organizationId, slug: name, name, kind, owner: testOwner() };
  };

  // A schema is born with its owner, and serves from the transaction that writes that down.
  const steps = kind === "schema" ? ["create"] : ["create", "owner", "activate"];
  test.each(unfinished(points("provision", steps)))(
    "provisioning killed at %s is finished by whoever comes next",
    async (point) => {
      const organizationId = `org_${randomUUID()}`;
      crashAt(point);
      await expect(provisionTenant(tier, request(organizationId))).rejects.toBeInstanceOf(SimulatedCrash);
      await continueAll();
      const tenant = await provisioned(organizationId);
      expect(tenant.status).toBe("active");
      expect(await tier.tenantRouter.connect(tenant).read(countMembers)).toBe(1);
      expect(await isSettled(tenant.id)).toBe(true);
    },
  );

  test.each(unfinished(points("restore", ["bring-up", "record"])))(
    "restoring killed at %s is finished by whoever comes next",
    async (point) => {
      const { id } = await testTenant(tier, { kind });
      await deleteTenant(tier, id, { actor: SYSTEM });
      crashAt(point);
      await expect(restoreTenant(tier, id, { actor: SYSTEM })).rejects.toBeInstanceOf(SimulatedCrash);
      await continueAll();
      expect(await find(id)).toMatchObject({ status: "active", deletedAt: null });
      expect(await isSettled(id)).toBe(true);
    },
  );

  test.each(unfinished(points("purge", ["drop", "forget"])))(
    "purging killed at %s cannot be taken back, and is finished by whoever comes next",
    async (point) => {
      const { id, placement } = await testTenant(tier, { kind });
      await deleteTenant(tier, id, { actor: SYSTEM });
      crashAt(point);
      await expect(purgeTenant(tier, id, { actor: SYSTEM })).rejects.toBeInstanceOf(SimulatedCrash);
      delete faults.at;
      await expect(restoreTenant(tier, id, { actor: SYSTEM })).rejects.toThrow(/being purged/);
      await continueAll();
      expect(await find(id)).toMatchObject({ status: "purged" });
      expect(await rolesLike(placement.role)).toBe(0);
      expect(await isSettled(id)).toBe(true);
    },
  );

  test("purging leaves nothing unfinished of a restore that was killed before it", async () => {
    const { id } = await testTenant(tier, { kind });
    await deleteTenant(tier, id, { actor: SYSTEM });
    crashAt("restore/bring-up/worked");
    await expect(restoreTenant(tier, id, { actor: SYSTEM })).rejects.toBeInstanceOf(SimulatedCrash);
    delete faults.at;
    expect(await isSettled(id)).toBe(false);
    await purgeTenant(tier, id, { actor: SYSTEM });
    expect(await isSettled(id)).toBe(true);
  });

  test("a tenant that is deleted while it is being made is left alone, until it comes back whole", async () => {
    const organizationId = `org_${randomUUID()}`;
    crashAt(kind === "schema" ? "provision/create/begun" : "provision/owner/begun");
    await expect(provisionTenant(tier, request(organizationId))).rejects.toBeInstanceOf(SimulatedCrash);
    delete faults.at;
    const { id } = await provisioned(organizationId);
    await deleteTenant(tier, id, { actor: SYSTEM });
    const abandoned = await tier.controlDb.read((tx) => listUnfinished(tx, { staleAfterS: 0 }));
    expect(abandoned).not.toContain(id);
    await restoreTenant(tier, id, { actor: SYSTEM });
    const tenant = await provisioned(organizationId);
    expect(tenant.status).toBe("active");
    expect(await tier.tenantRouter.connect(tenant).read(countMembers)).toBe(1);
    expect(await isSettled(id)).toBe(true);
  });

  test("a provisioning process that is killed with -9 leaves a tenant that the next one finishes", async () => {
    for (const point of unfinished(points("provision", steps))) {
      const organizationId = `org_${randomUUID()}`;
      expect(await dieAt(point, organizationId, kind)).toBe("SIGKILL");
      const tenant = await provisionTenant(tier, request(organizationId));
      expect(tenant.status).toBe("active");
      expect(await tier.tenantRouter.connect(tenant).read(countMembers)).toBe(1);
    }
  });
});

describe("a failure", () => {
  test("is written down with its reason, and the same work goes on where it stood", async () => {
    const { id, placement } = await testTenant(tier);
    await deleteTenant(tier, id, { actor: SYSTEM });
    const held = withAdmin(tier.urls.adminUrl, async (client) => {
      await client.query("BEGIN");
      await client.query(`LOCK TABLE "${placement.schema}".members IN ACCESS SHARE MODE`);
      const attempt = expect(purgeTenant(tier, id, { actor: SYSTEM })).rejects.toMatchObject({
        code: "55P03",
      });
      await expect
        .poll(async () => (await journalOf(id))?.state, { timeout: 60_000, interval: 250 })
        .toBe("failed");
      await client.query("ROLLBACK");
      await attempt;
    });
    await held;
    expect((await journalOf(id))?.error).toMatch(/lock timeout/);
    await continueLifecycle(tier, id);
    expect(await find(id)).toMatchObject({ status: "purged" });
  }, 300_000);

  const journalOf = async (id: string) =>
    (await tier.controlDb.read((tx) => listJournal(tx, id, "purge"))).find(({ step }) => step === "drop");
});

const rolesLike = async (name: string) =>
  (await adminQuery(tier, "SELECT FROM pg_roles WHERE rolname LIKE $1 || '%'", [name])).length;

/** A process of its own that kills itself there, without a chance to tidy up. Answers the signal. */
async function dieAt(point: string, organizationId: string, kind: PlacementKind): Promise<string | null> {
  const { url, adminUrl } = tier.urls;
  const args = ["db/testing/dying-child.ts", url, adminUrl, TEST_SECRETS_KEY, point, organizationId, kind];
  const child = spawn(process.execPath, args, { stdio: "inherit" });
  const [, signal] = (await once(child, "exit")) as [number | null, string | null];
  return signal;
}
