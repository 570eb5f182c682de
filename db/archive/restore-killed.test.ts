// Threat: a restore that is killed leaves half of a tenant, which somebody serves, or which stays for good.
import { spawn } from "node:child_process";
import { randomBytes } from "node:crypto";
import { once } from "node:events";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, afterEach, beforeAll, expect, test } from "vitest";
import { SYSTEM } from "../control/audit-log.ts";
import { faults, SimulatedCrash } from "../control/journal.ts";
import { getTenantBySlug } from "../control/tenants.ts";
import type { DataTier } from "../data-tier.ts";
import { continueLifecycle, listUnfinished } from "../lifecycle/continue.ts";
import { deleteTenant, restoreTenant } from "../lifecycle/delete.ts";
import { purgeTenant } from "../lifecycle/purge.ts";
import { refillSpares } from "../lifecycle/spares.ts";
import type { PlacementKind } from "../routing/placement.ts";
import type { Tenant } from "../routing/tenant.ts";
import { archiveOf, factsOf, sourceOf } from "../testing/archives.ts";
import { fillTenant } from "../testing/fill-tenant.ts";
import { forEachPlacement } from "../testing/for-each-placement.ts";
import { TEST_SECRETS_KEY } from "../testing/global-setup.ts";
import { adminQuery } from "../testing/query.ts";
import { scratchDataTier, testOwner, testTenant } from "../testing/scratch.ts";
import { restoreArchive } from "./restore-archive.ts";

let tier: DataTier;
let source: Tenant;
let file: Buffer;
const folder = mkdtempSync(join(tmpdir(), "tenantry-killed-"));
beforeAll(async () => {
  tier = await scratchDataTier();
  const owner = testOwner();
  source = await testTenant(tier, { owner });
  await fillTenant(tier, source, owner.id);
  ({ file } = await archiveOf(tier, source));
  writeFileSync(join(folder, "a.tenant"), file);
});
afterAll(async () => {
  await tier.close();
  rmSync(folder, { recursive: true });
});
afterEach(() => {
  delete faults.at;
});

const actor = SYSTEM;
const freshSlug = () => `copy-${randomBytes(4).toString("hex")}`;
const find = (slug: string) => tier.controlDb.read((tx) => getTenantBySlug(tx, slug));
const restore = (slug: string, kind: PlacementKind) =>
  restoreArchive(tier, sourceOf(file), { slug, kind, actor });
const unfinished = () => tier.controlDb.read((tx) => listUnfinished(tx, { staleAfterS: 0 }));

/** As the worker does it, in another process, later. */
async function continueAll(): Promise<void> {
  delete faults.at;
  for (const id of await unfinished()) await continueLifecycle(tier, id);
}

async function killedAt(point: string, slug: string, kind: PlacementKind): Promise<Tenant> {
  faults.at = (reached) => {
    if (reached === point) throw new SimulatedCrash(point);
  };
  await expect(restore(slug, kind)).rejects.toBeInstanceOf(SimulatedCrash);
  delete faults.at;
  return (await find(slug)) as Tenant;
}

async function expectNothingOf({ id, slug, placement }: Tenant): Promise<void> {
  expect(await find(slug)).toBeUndefined();
  const left = await adminQuery(
    tier,
    `SELECT rolname AS name FROM pg_roles WHERE rolname LIKE $1 || '%'
     UNION ALL SELECT nspname FROM pg_namespace WHERE nspname = $1
     UNION ALL SELECT datname FROM pg_database WHERE datname = $1
     UNION ALL SELECT step FROM control.journal WHERE tenant_id = $2
     UNION ALL SELECT role FROM control.memberships WHERE tenant_id = $2`,
    [placement.schema, id],
  );
  expect(left).toEqual([]);
}

const POINTS = ["create", "load", "migrate", "members", "activate"].flatMap((step) =>
  ["begun", "worked", "done"].map((at) => `copy/${step}/${at}`),
);
/** At the last point it serves already. */
const HALF = POINTS.slice(0, -1);

forEachPlacement((kind) => {
  test.each(HALF)("killed at %s it never serves, and is taken away by whoever comes next", async (point) => {
    const half = await killedAt(point, freshSlug(), kind);
    expect(half.status).toBe("provisioning");
    await continueAll();
    await expectNothingOf(half);
    expect(await unfinished()).toEqual([]);
  });

  test.each(["drop/begun", "drop/worked", "forget/begun"])(
    "killed again while it is taken away, at %s, it is gone afterwards all the same",
    async (point) => {
      const half = await killedAt("copy/load/worked", freshSlug(), kind);
      faults.at = (reached) => {
        if (reached === `copy/${point}`) throw new SimulatedCrash(point);
      };
      await expect(continueLifecycle(tier, half.id)).rejects.toBeInstanceOf(SimulatedCrash);
      await continueAll();
      await expectNothingOf(half);
    },
  );

  test("deleted on the way it does not come back, and is purged or taken away", async () => {
    for (const end of [continueAll, (id: string) => purgeTenant(tier, id, { actor })]) {
      const half = await killedAt("copy/load/begun", freshSlug(), kind);
      await deleteTenant(tier, half.id, { actor });
      await expect(restoreTenant(tier, half.id, { actor })).rejects.toThrow("never whole");
      await end(half.id);
      const left = await adminQuery(tier, "SELECT FROM pg_roles WHERE rolname = $1", [half.placement.role]);
      expect(left).toEqual([]);
    }
  });

  test("deleted while it is loaded it does not serve", async () => {
    const slug = freshSlug();
    let half: Tenant | undefined;
    faults.at = async (reached) => {
      if (reached !== "copy/load/worked") return;
      half = await find(slug);
      await deleteTenant(tier, half?.id ?? "", { actor });
    };
    await expect(restore(slug, kind)).rejects.toThrow("was deleted while it was made");
    await expectNothingOf(half as Tenant);
  });

  test("with -9, at every point, it is taken away by the next that wants its name, which is whole", async () => {
    for (const point of [
      "copy/create/worked",
      "copy/load/begun",
      "copy/load/worked",
      "copy/activate/begun",
    ]) {
      const slug = freshSlug();
      expect(await dieAt(point, slug, kind)).toBe("SIGKILL");
      const half = (await find(slug)) as Tenant;
      expect(half.status).toBe("provisioning");
      const { tenant } = await restore(slug, kind);
      expect(tenant).toMatchObject({ slug, status: "active" });
      expect(await factsOf(tier, tenant, "tenant")).toEqual(await factsOf(tier, source, "tenant"));
      expect(
        await adminQuery(tier, "SELECT FROM pg_roles WHERE rolname = $1", [half.placement.role]),
      ).toEqual([]);
    }
  }, 300_000);
});

test("one that is under way is nobody's to take away, nor its name to have", async () => {
  const slug = freshSlug();
  faults.at = async (reached) => {
    if (reached !== "copy/load/worked") return;
    delete faults.at;
    const { id } = (await find(slug)) as Tenant;
    await expect(continueLifecycle(tier, id, { actor, waitMs: 0 })).rejects.toMatchObject({ reason: "busy" });
    await expect(restore(slug, "schema")).rejects.toThrow("is taken");
  };
  expect((await restore(slug, "schema")).tenant.status).toBe("active");
});

test("half of a copy is no spare, whatever it is called", async () => {
  const half = await killedAt("copy/load/begun", `spare-${randomBytes(4).toString("hex")}`, "schema");
  await refillSpares(tier, { perCluster: 1 });
  expect((await find(half.slug))?.status).toBe("provisioning");
  await continueAll();
  await expectNothingOf(half);
});

/** A process of its own that kills itself there, without a chance to tidy up. Answers the signal. */
async function dieAt(point: string, slug: string, kind: PlacementKind): Promise<string | null> {
  const { url, adminUrl } = tier.urls;
  const path = join(folder, "a.tenant");
  const args = ["db/testing/dying-restore.ts", url, adminUrl, TEST_SECRETS_KEY, point, slug, kind, path];
  const child = spawn(process.execPath, args, { stdio: "inherit" });
  const [, signal] = (await once(child, "exit")) as [number | null, string | null];
  return signal;
}
