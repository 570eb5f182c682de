// Threat: nobody looks, and nobody is told.
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { takeDueArchives } from "../../archive/scheduled.ts";
import type { DataTier } from "../../data-tier.ts";
import { checkArchives } from "../../doctor/archives.ts";
import { adminQuery } from "../../testing/query.ts";
import { scratchDataTier, testTenant } from "../../testing/scratch.ts";
import { SLOW_MS, tenantry } from "../../testing/tenantry.ts";

const PASSPHRASE = "correct horse battery staple";
let tier: DataTier;
const folder = mkdtempSync(join(tmpdir(), "tenantry-status-"));
beforeAll(async () => {
  tier = await scratchDataTier();
  for (const slug of ["acme", "globex"]) await testTenant(tier, { slug });
});
afterAll(async () => {
  await tier.close();
  rmSync(folder, { recursive: true });
});

const run = (...args: string[]) => {
  const variables = { ARCHIVE_STORE: folder, ARCHIVE_PASSPHRASE: PASSPHRASE };
  return tenantry({ urls: tier.urls, variables }, ...args);
};

test(
  "each tenant's last good archive is told, and by the exit code whether one is overdue",
  async () => {
    const none = await run("archive", "status");
    expect(none).toMatchObject({ code: 0, out: expect.stringMatching(/acme +standard +none yet/) });
    await takeDueArchives(tier, { address: folder, passphrase: PASSPHRASE });
    const good = await run("archive", "status", "--json");
    expect(good.code).toBe(0);
    expect(JSON.parse(good.out)).toMatchObject({
      ...{ store: folder, total: 2, overdue: 0 },
      tenants: [
        { slug: "acme", everyHours: 24, isOverdue: false, last: { bytes: expect.any(Number) } },
        { slug: "globex" },
      ],
    });
    expect(await checkArchives(tier, true)).toMatchObject({ state: "ok" });
    await adminQuery(tier, "UPDATE control.tenants SET created_at = created_at - interval '25 h'");
    await adminQuery(
      tier,
      `UPDATE control.archives SET taken_at = taken_at - interval '25 h'
        WHERE tenant_id = (SELECT id FROM control.tenants WHERE slug = 'globex')`,
    );
    const overdue = await run("archive", "status", "--overdue");
    expect(overdue).toMatchObject({ code: 3, err: "" });
    expect(overdue.out).toMatch(/globex +standard +OVERDUE/);
    expect(overdue.out).not.toContain("acme");
    expect(overdue.out).toContain(`2 tenants, 1 overdue. Kept in ${folder}.`);
  },
  SLOW_MS,
);

test(
  "doctor names who is overdue, for all clusters, and says where no archives are taken by themselves",
  async () => {
    const examined = await run("doctor", "--json");
    expect(examined.code).toBe(1);
    const verdicts: { check: string }[] = JSON.parse(examined.out);
    expect(verdicts.find(({ check }) => check === "archives")).toMatchObject({
      ...{ state: "failed", cluster: null },
      detail: expect.stringContaining("1 overdue: globex"),
    });
    expect(await checkArchives(tier, false)).toMatchObject({ state: "weak" });
  },
  SLOW_MS,
);

test(
  "a drill says what it restored and its seed, ends with 3 where one cannot be, and has no passphrase in it",
  async () => {
    const done = await run("archive", "drill", "--sample", "1", "--seed", "one");
    expect(done).toMatchObject({ code: 0, err: "" });
    expect(done.out).toContain("1 restored and taken away again, 0 that cannot be restored");
    expect(done.out).toContain("Seed one.");
    for (const [sample, seed] of [
      ["0", "one"],
      ["1", "a b"],
    ] as const)
      expect((await run("archive", "drill", "--sample", sample, "--seed", seed)).code).toBe(2);
    const variables = { ARCHIVE_STORE: folder, ARCHIVE_PASSPHRASE: "another passphrase" };
    const closed = await tenantry({ urls: tier.urls, variables }, "archive", "drill", "--json");
    expect(closed.code).toBe(3);
    expect(JSON.parse(closed.out).drilled).toHaveLength(2);
    expect(closed.out + closed.err).not.toContain("another passphrase");
  },
  SLOW_MS,
);

test(
  "an address that is none, and a passphrase that is guessed, are refused by their names alone",
  async () => {
    const variables = { ARCHIVE_STORE: "s3://key:hidden@backups", ARCHIVE_PASSPHRASE: "short" };
    const refused = await tenantry({ urls: tier.urls, variables }, "archive", "status");
    expect(refused.code).toBe(1);
    expect(refused.err).toContain("ARCHIVE_STORE: must be a folder's whole path, or s3://BUCKET/PREFIX");
    expect(refused.err).toContain("ARCHIVE_PASSPHRASE: must have at least 12 characters");
    expect(refused.err).not.toMatch(/hidden|short/);
  },
  SLOW_MS,
);
