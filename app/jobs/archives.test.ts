/** The worker takes archives that are due or asked for, removes what is over, and drills. */
import { mkdtempSync, readdirSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { ARCHIVE_TENANT_JOB, listArchiveStandings, requestArchive } from "#app/db.archive.server.ts";
import { enqueue } from "#app/db.server.ts";
import { env, readEnv } from "#app/env.server.ts";
import { type DataTier, openDataTier } from "#db/data-tier.ts";
import type { Tenant } from "#db/routing/tenant.ts";
import { adminQuery } from "#db/testing/query.ts";
import { runDueJobs } from "#db/testing/run-due-jobs.ts";
import { scratchDataTier, testTenant } from "#db/testing/scratch.ts";
import { archiveTasks } from "./archives.ts";

const SLOW_MS = 300_000;
let scratch: DataTier;
let tier: DataTier;
let folder: string;
let tenant: Tenant;
beforeAll(async () => {
  scratch = await scratchDataTier();
  tier = await openDataTier({ urls: scratch.urls, secretsKey: env.SECRETS_KEY });
  tenant = await testTenant(tier);
});
afterAll(() => Promise.all([tier.close(), scratch.close()]));
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "tenantry-jobs-"));
  return () => rmSync(folder, { recursive: true });
});

const work = (store?: string) => {
  const settings = { ARCHIVE_STORE: store, ARCHIVE_PASSPHRASE: undefined };
  return runDueJobs(tier, { ...archiveTasks(tier, undefined, settings), "refill-spares": () => {} });
};
/** As the schedule does. */
const byTheClock = (name: string) => tier.controlDb.write((tx) => enqueue(tx, { name, payload: {} }));
const standing = async () =>
  (await tier.controlDb.read((tx) => listArchiveStandings(tx, { tenantId: tenant.id })))[0];

test(
  "archives are taken, drilled and removed by the clock; with no store none are, and what is over goes all the same",
  async () => {
    await byTheClock("take-archives");
    await byTheClock("drill-archives");
    await work();
    expect(await standing()).toMatchObject({ last: null });
    await byTheClock("take-archives");
    await work(folder);
    expect(readdirSync(folder)).toHaveLength(1);
    await byTheClock("drill-archives");
    await work(folder);
    expect((await standing())?.last?.drilledAt).toBeInstanceOf(Date);
    await adminQuery(tier, "UPDATE control.archives SET taken_at = now() - interval '20 days'");
    await byTheClock("take-archives");
    await work(folder);
    await byTheClock("prune-archives");
    await work();
    expect(readdirSync(folder)).toHaveLength(1);
  },
  SLOW_MS,
);

test(
  "one that staff ask for is taken though none is due, once however often they ask, and who asked is in the log",
  async () => {
    const asked = {
      actor: { kind: "staff" as const, id: "user_sam" },
      keeping: { address: folder, passphrase: undefined },
    };
    for (let n = 0; n < 3; n++) await requestArchive(tier, tenant, asked);
    await work(folder);
    expect(readdirSync(folder)).toHaveLength(1);
    const rows = await adminQuery(
      tier,
      "SELECT FROM control.audit_log WHERE action = 'archive.request' AND actor_id = 'user_sam'",
    );
    expect(rows).toHaveLength(3);
    const refused = requestArchive(tier, tenant, { ...asked, keeping: undefined });
    await expect(refused).rejects.toThrow("ARCHIVE_STORE is not set");
    const spare = requestArchive(tier, { ...tenant, status: "spare" }, asked);
    await expect(spare).rejects.toThrow("nothing to archive");
    await tier.controlDb.write((tx) =>
      enqueue(tx, { name: ARCHIVE_TENANT_JOB, payload: { tenantId: tenant.id } }),
    );
    await work(join(folder, "not there"));
    expect((await standing())?.failure?.error).toContain("cannot be written");
  },
  SLOW_MS,
);

test("a server does not start with a store that it could not reach, or a passphrase that is guessed", () => {
  const given = { SESSION_SECRET: "s".repeat(32), SECRETS_KEY: "k".repeat(32) };
  const refused = (variables: NodeJS.ProcessEnv) => () => readEnv({ ...given, ...variables });
  expect(refused({ ARCHIVE_STORE: "s3://backups/all" })).toThrow("AWS_REGION: must be set");
  expect(refused({ ARCHIVE_STORE: "backups" })).toThrow("ARCHIVE_STORE: must be a folder's whole path");
  expect(refused({ ARCHIVE_STORE: "/backups", ARCHIVE_PASSPHRASE: "secret" })).toThrow("ARCHIVE_PASSPHRASE");
  expect(refused({ ARCHIVE_STORE: "s3://backups/all", AWS_REGION: "eu-west-1" })).not.toThrow();
});
