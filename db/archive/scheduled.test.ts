// Threat: everybody believes that archives are taken, and the day that one is needed there is none.
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { beforeEach, describe, expect, test, vi } from "vitest";
import { type ArchiveStanding, countOverdue, listArchiveStandings } from "../control/archive-standing.ts";
import { SYSTEM } from "../control/audit-log.ts";
import { sweep } from "../control/sweep.ts";
import type { DataTier } from "../data-tier.ts";
import { deleteTenant } from "../lifecycle/delete.ts";
import { purgeTenant } from "../lifecycle/purge.ts";
import { makeReadOnly } from "../lifecycle/read-only.ts";
import { suspendTenant } from "../lifecycle/suspend.ts";
import type { Tenant } from "../routing/tenant.ts";
import { factsOf } from "../testing/archives.ts";
import { adminQuery } from "../testing/query.ts";
import { startS3StandIn } from "../testing/s3-stand-in.ts";
import { scratchDataTier, testTenant } from "../testing/scratch.ts";
import { verifyArchive } from "./read-archive.ts";
import { pruneArchives, type Removal, takeDueArchives } from "./scheduled.ts";
import { openFolder } from "./store/folder-store.ts";
import { type Taken, takeArchive } from "./take-archive.ts";

const PASSPHRASE = "correct horse battery staple";
const SLOW_MS = 300_000;
const by = { actor: SYSTEM };

let tier: DataTier;
let folder: string;
beforeEach(async () => {
  tier = await scratchDataTier();
  folder = mkdtempSync(join(tmpdir(), "tenantry-scheduled-"));
  return async () => {
    await tier.close();
    rmSync(folder, { recursive: true });
  };
});
const keeping = () => ({ address: folder, passphrase: PASSPHRASE });

async function takeDue(): Promise<Record<string, Taken["state"]>> {
  const told: Record<string, Taken["state"]> = {};
  const onOutcome = ({ tenantId, taken }: { tenantId: string; taken: Taken }) => {
    told[tenantId] = taken.state;
  };
  await takeDueArchives(tier, keeping(), { onOutcome });
  return told;
}
async function prune(): Promise<Removal[]> {
  const told: Removal[] = [];
  await pruneArchives(tier, { onRemoval: (removal) => told.push(removal) });
  return told;
}
const standing = async ({ id }: Tenant): Promise<ArchiveStanding | undefined> =>
  (await tier.controlDb.read((tx) => listArchiveStandings(tx, { tenantId: id })))[0];
/** As if so long ago. */
const age = (interval: string, { id }: Tenant) =>
  adminQuery(tier, "UPDATE control.archives SET taken_at = taken_at - $2::interval WHERE tenant_id = $1", [
    id,
    interval,
  ]);
const born = (interval: string, { id }: Tenant) =>
  adminQuery(tier, "UPDATE control.tenants SET created_at = now() - $2::interval WHERE id = $1", [
    id,
    interval,
  ]);
const rowsOf = ({ id }: Tenant) =>
  adminQuery<{ state: string; error: string | null; address: string; removed_at: Date | null }>(
    tier,
    "SELECT * FROM control.archives WHERE tenant_id = $1 ORDER BY taken_at",
    [id],
  );

describe("taking", () => {
  test(
    "a tenant's archive is taken once, encrypted, read back, and has its rows; again when its plan's time is over",
    async () => {
      const standard = await testTenant(tier);
      const enterprise = await testTenant(tier, { plan: "enterprise", kind: "database" });
      expect(await takeDue()).toEqual({ [standard.id]: "taken", [enterprise.id]: "taken" });
      for (const tenant of [standard, enterprise]) {
        const found = await standing(tenant);
        expect(found).toMatchObject({ isOverdue: false, failure: null, last: { drilledAt: null } });
        const name = found?.last?.address.slice(folder.length + 1) ?? "";
        expect(readFileSync(join(folder, name)).includes(tenant.slug)).toBe(false);
        const read = await verifyArchive(openFolder(folder).open(name), { passphrase: PASSPHRASE });
        const tables = read.manifest.tables.filter(({ plane }) => plane === "tenant");
        expect(tables).toEqual(await factsOf(tier, tenant, "tenant"));
        expect(found?.last?.rows).toBe(read.manifest.tables.reduce((sum, { rows }) => sum + rows, 0));
      }
      expect(await takeDue()).toEqual({});
      for (const tenant of [standard, enterprise]) await age("5h 50min", tenant);
      expect(await takeDue()).toEqual({ [enterprise.id]: "taken" });
      await age("17h", standard);
      expect((await standing(standard))?.isOverdue).toBe(false);
      expect(await takeDue()).toEqual({ [standard.id]: "taken" });
      expect(readdirSync(folder)).toHaveLength(4);
    },
    SLOW_MS,
  );

  test(
    "what is read-only or suspended is archived as ever, what is deleted once more; a spare or half-made tenant never",
    async () => {
      const [readOnly, suspended, deleted, purged] = [
        await testTenant(tier),
        await testTenant(tier),
        await testTenant(tier),
        await testTenant(tier),
      ];
      const halfMade = await testTenant(tier);
      const states = "UPDATE control.tenants SET status = $2 WHERE id = $1";
      await adminQuery(tier, states, [halfMade.id, "provisioning"]);
      await takeDue();
      await makeReadOnly(tier, readOnly.id, by);
      await suspendTenant(tier, suspended.id, by);
      await deleteTenant(tier, deleted.id, by);
      await deleteTenant(tier, purged.id, by);
      await purgeTenant(tier, purged.id, by);
      expect(await takeDue()).toEqual({ [deleted.id]: "taken" });
      for (const tenant of [readOnly, suspended, deleted]) await age("2 days", tenant);
      const deletedAt =
        "UPDATE control.tenants SET deleted_at = deleted_at - interval '3 days' WHERE id = $1";
      await adminQuery(tier, deletedAt, [deleted.id]);
      expect(await takeDue()).toEqual({ [readOnly.id]: "taken", [suspended.id]: "taken" });
      expect((await standing(deleted))?.isOverdue).toBe(false);
      expect(await rowsOf(halfMade)).toEqual([]);
    },
    SLOW_MS,
  );

  test(
    "one that fails leaves no file, says why, is tried again later and later, and is overdue; the others have theirs",
    async () => {
      const [broken, whole] = [await testTenant(tier), await testTenant(tier)];
      const table = `"${broken.placement.schema}".projects`;
      await adminQuery(tier, `ALTER TABLE ${table} RENAME TO elsewhere`);
      expect(await takeDue()).toEqual({ [broken.id]: "failed", [whole.id]: "taken" });
      expect(readdirSync(folder)).toHaveLength(1);
      const [failed] = await rowsOf(broken);
      expect(failed).toMatchObject({ state: "failed", error: expect.stringContaining("projects") });
      const pauses: string[] = [];
      for (const [less, more] of [
        ["4min", "2min"],
        ["9min", "2min"],
        ["19min", "2min"],
      ] as const) {
        await age(less, broken);
        expect(await takeDue(), less).toEqual({});
        await age(more, broken);
        pauses.push((await takeDue())[broken.id] ?? "");
      }
      expect(pauses).toEqual(["failed", "failed", "failed"]);
      await born("25 h", broken);
      expect(await tier.controlDb.read(countOverdue)).toBe(1);
      expect(await standing(broken)).toMatchObject({ isOverdue: true, last: null, failure: failed && {} });
      await adminQuery(tier, `ALTER TABLE "${broken.placement.schema}".elsewhere RENAME TO projects`);
      expect((await takeArchive(tier, broken.id, keeping())).state).toBe("taken");
      expect(await standing(broken)).toMatchObject({ isOverdue: false, failure: null });
    },
    SLOW_MS,
  );

  test(
    "storage that keeps another byte than it was given has no archive: it is read back before it counts",
    async () => {
      const s3 = await startS3StandIn("backups");
      for (const [name, value] of Object.entries(s3.variables)) vi.stubEnv(name, value);
      try {
        const tenant = await testTenant(tier);
        const inBucket = { address: "s3://backups/all", passphrase: undefined };
        s3.state.keeps = (body) =>
          Buffer.concat([body.subarray(0, -1), Buffer.from([(body.at(-1) ?? 0) ^ 1])]);
        expect(await takeArchive(tier, tenant.id, inBucket)).toMatchObject({
          state: "failed",
          error: expect.stringContaining("damaged"),
        });
        expect(s3.objects.size).toBe(0);
        s3.state.keeps = (body) => body;
        expect(await takeArchive(tier, tenant.id, inBucket)).toMatchObject({ state: "taken" });
        expect((await standing(tenant))?.last?.address).toMatch(
          /^s3:\/\/backups\/all\/[0-9a-f-]+-\d{8}T\d{6}Z/,
        );
        // What is written down and cannot be removed now is not forgotten.
        s3.state.keeps = () => Buffer.from("none");
        s3.state.fails = (request) => request.startsWith("DELETE");
        await takeArchive(tier, tenant.id, inBucket);
        expect((await rowsOf(tenant)).at(-1)).toMatchObject({ state: "taking" });
        s3.state.keeps = (body) => body;
        expect(await takeArchive(tier, tenant.id, inBucket)).toMatchObject({ state: "taken" });
        s3.state.fails = () => false;
        await prune();
        const states = (await rowsOf(tenant)).map(({ state }) => state);
        expect(states).toEqual(["failed", "taken", "failed", "taken"]);
        expect(s3.objects.size).toBe(2);
      } finally {
        vi.unstubAllEnvs();
        await s3.close();
      }
    },
    SLOW_MS,
  );

  test(
    "a process that is told to stop leaves nothing; what one that was killed left goes, and the next is taken",
    async () => {
      const tenant = await testTenant(tier);
      const stopped = await takeArchive(tier, tenant.id, keeping(), AbortSignal.abort());
      expect(stopped).toEqual({ state: "stopped" });
      expect([readdirSync(folder), await rowsOf(tenant)]).toEqual([[], []]);
      const left = join(folder, "left.tenant");
      for (const file of [left, `${left}.partial`]) writeFileSync(file, "half");
      await adminQuery(
        tier,
        "INSERT INTO control.archives (id, tenant_id, state, address) VALUES (gen_random_uuid(), $1, 'taking', $2)",
        [tenant.id, left],
      );
      expect(await takeDue()).toEqual({ [tenant.id]: "taken" });
      expect(readdirSync(folder)).toHaveLength(1);
      expect((await rowsOf(tenant)).map(({ state }) => state)).toEqual(["failed", "taken"]);
    },
    SLOW_MS,
  );

  test(
    "one tenant's archive is taken by one process at a time",
    async () => {
      const tenant = await testTenant(tier);
      const both = await Promise.all([
        takeArchive(tier, tenant.id, keeping()),
        takeArchive(tier, tenant.id, keeping()),
      ]);
      expect(both.map(({ state }) => state).sort()).toEqual(["busy", "taken"]);
    },
    SLOW_MS,
  );

  test(
    "a run takes no more than its number, one at a time where that is the limit, those that wait longest first",
    async () => {
      const s3 = await startS3StandIn("backups");
      for (const [name, value] of Object.entries(s3.variables)) vi.stubEnv(name, value);
      try {
        const tenants = [await testTenant(tier), await testTenant(tier), await testTenant(tier)];
        const inBucket = { address: "s3://backups", passphrase: undefined };
        const taking = "SELECT FROM control.archives WHERE state = 'taking'";
        const under: Promise<number>[] = [];
        s3.state.keeps = (body) => {
          under.push(adminQuery(tier, taking).then((rows) => rows.length));
          return body;
        };
        const run = () => takeDueArchives(tier, inBucket, { limits: { perRun: 2, atOnce: 1 } });
        await run();
        expect(s3.objects.size).toBe(2);
        await run();
        expect(new Set([...s3.objects.keys()].map((key) => key.slice(0, 36)))).toEqual(
          new Set(tenants.map(({ id }) => id)),
        );
        expect(Math.max(...(await Promise.all(under)))).toBeLessThanOrEqual(1);
      } finally {
        vi.unstubAllEnvs();
        await s3.close();
      }
    },
    SLOW_MS,
  );
});

describe("removing", () => {
  test(
    "what is past the plan's days goes, never the newest good one of a tenant; a purged tenant's all end",
    async () => {
      const [kept, gone] = [await testTenant(tier), await testTenant(tier, { plan: "enterprise" })];
      await takeDue();
      await age("15 days", kept);
      await age("34 days", gone);
      expect(await prune()).toEqual([]);
      await takeDue();
      const [old] = await rowsOf(kept);
      expect(await prune()).toEqual([{ tenantId: kept.id, address: old?.address }]);
      expect(readdirSync(folder)).toHaveLength(3);
      await deleteTenant(tier, gone.id, by);
      await purgeTenant(tier, gone.id, by);
      await age("2 days", gone);
      expect((await prune()).map(({ tenantId }) => tenantId)).toEqual([gone.id]);
      await age("40 days", gone);
      expect((await prune()).map(({ tenantId }) => tenantId)).toEqual([gone.id]);
      expect(readdirSync(folder)).toHaveLength(1);
      expect(await prune()).toEqual([]);
    },
    SLOW_MS,
  );

  test(
    "what a drill found to be no good is not the newest good one: the one before it stays, and the next is due",
    async () => {
      const tenant = await testTenant(tier);
      await takeDue();
      await age("20 days", tenant);
      await born("20 days", tenant);
      await takeArchive(tier, tenant.id, keeping());
      const newest =
        "UPDATE control.archives SET drill_error = 'damaged' WHERE taken_at > now() - interval '1 h'";
      await adminQuery(tier, newest);
      expect(await prune()).toEqual([]);
      expect(await standing(tenant)).toMatchObject({ isOverdue: true, failure: { error: "damaged" } });
      expect(await takeDue()).toEqual({ [tenant.id]: "taken" });
      expect(await prune()).toHaveLength(1);
    },
    SLOW_MS,
  );

  test(
    "a file that cannot be removed is told, stays written down, and holds up no other",
    async () => {
      const [one, other] = [await testTenant(tier), await testTenant(tier)];
      await takeDue();
      for (const tenant of [one, other]) await age("20 days", tenant);
      await takeDue();
      const elsewhere =
        "UPDATE control.archives SET address = 's3://' WHERE tenant_id = $1 AND taken_at < now() - interval '1 day'";
      await adminQuery(tier, elsewhere, [one.id]);
      const told = await prune();
      expect(told.map(({ tenantId, error }) => [tenantId, error === undefined])).toEqual(
        expect.arrayContaining([
          [one.id, false],
          [other.id, true],
        ]),
      );
      expect((await rowsOf(one))[0]?.removed_at).toBeNull();
    },
    SLOW_MS,
  );

  test(
    "the row of what is there is never swept; that of what was removed, or failed, is when its days are over",
    async () => {
      const tenant = await testTenant(tier);
      await takeDue();
      await age("400 days", tenant);
      await sweep(tier.controlDb);
      expect(await rowsOf(tenant)).toHaveLength(1);
      await adminQuery(tier, "UPDATE control.archives SET removed_at = now() - interval '91 days'");
      await sweep(tier.controlDb);
      expect(await rowsOf(tenant)).toEqual([]);
    },
    SLOW_MS,
  );
});
