// Threat: archives that are whole, and that nobody can restore the day that one is needed.
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { buffer } from "node:stream/consumers";
import { afterAll, beforeAll, beforeEach, expect, test, vi } from "vitest";
import { listArchiveStandings } from "../control/archive-standing.ts";
import type { DataTier } from "../data-tier.ts";
import type { Tenant } from "../routing/tenant.ts";
import { adminQuery } from "../testing/query.ts";
import { scratchDataTier, testTenant } from "../testing/scratch.ts";
import { compressed, decompressed } from "./compression.ts";
import { type DrillOptions, drillArchives } from "./drill.ts";
import { packed, unpacked } from "./entries.ts";
import { opened, sealed } from "./envelope.ts";
import { takeDueArchives } from "./scheduled.ts";
import { takeArchive } from "./take-archive.ts";

const SLOW_MS = 300_000;
let tier: DataTier;
let folder: string;
let inSchema: Tenant;
let inDatabase: Tenant;
beforeAll(async () => {
  tier = await scratchDataTier();
  inSchema = await testTenant(tier, { slug: "acme" });
  inDatabase = await testTenant(tier, { slug: "initech", plan: "enterprise", kind: "database" });
});
afterAll(() => tier.close());
beforeEach(async () => {
  await adminQuery(tier, "DELETE FROM control.archives");
  folder = mkdtempSync(join(tmpdir(), "tenantry-drill-"));
  await takeDueArchives(tier, { address: folder, passphrase: undefined });
  return () => rmSync(folder, { recursive: true });
});

const drill = (options: Partial<DrillOptions> = {}) =>
  drillArchives(tier, {
    ...{ actor: { kind: "cli", id: "anna@build" }, sample: 10, seed: "one", passphrase: undefined },
    ...options,
  });
const lastOf = async ({ id }: Tenant) =>
  (await tier.controlDb.read((tx) => listArchiveStandings(tx, { tenantId: id })))[0];
const fileOf = ({ id }: Tenant) =>
  join(folder, readdirSync(folder).find((name) => name.startsWith(id)) ?? "none");

/** The schemas of the tenants' database, and which tenants there are. */
const everything = () =>
  adminQuery<{ name: string }>(
    tier,
    `SELECT nspname AS name FROM pg_namespace WHERE nspname !~ '^pg_'
     UNION ALL SELECT slug || status FROM control.tenants ORDER BY 1`,
  );
const noted = () =>
  adminQuery<{ detail: Record<string, unknown>; actor_id: string }>(
    tier,
    "SELECT detail, actor_id FROM control.audit_log WHERE action = 'archive.drill' ORDER BY id DESC LIMIT 1",
  );

test(
  "archives of either kind of place are restored, compared, and gone again; it is written down",
  async () => {
    const before = await everything();
    const shown: string[] = [];
    const drilled = await drill({ onTable: ({ name }) => shown.push(name) });
    expect(drilled.map(({ slug, state }) => [slug, state]).sort()).toEqual([
      ["acme", "good"],
      ["initech", "good"],
    ]);
    expect(shown.filter((name) => name === "members")).toHaveLength(2);
    expect(drilled.every(({ rows }) => rows > 0)).toBe(true);
    expect(await everything()).toEqual(before);
    for (const tenant of [inSchema, inDatabase])
      expect((await lastOf(tenant))?.last?.drilledAt).toBeInstanceOf(Date);
    const [row] = await noted();
    expect(row?.actor_id).toBe("anna@build");
    expect(row?.detail).toMatchObject({ seed: "one", bad: [], undone: [] });
    const good = [inSchema.id, inDatabase.id].sort();
    expect([...((row?.detail.good ?? []) as string[])].sort()).toEqual(good);
  },
  SLOW_MS,
);

test(
  "a sample is as large as it is asked for, and the same for the same seed",
  async () => {
    const drawn = async (seed: string) => (await drill({ sample: 1, seed })).map(({ slug }) => slug);
    const [first] = [await drawn("seed 7")];
    expect(first).toHaveLength(1);
    expect(await drawn("seed 7")).toEqual(first);
    const others = await Promise.all(["a", "b", "c", "d", "e", "f", "g", "h"].map(drawn));
    expect(new Set(others.flat()).size).toBe(2);
  },
  SLOW_MS,
);

/** Whole, as it was written, and not what its tables take. */
async function unfit(path: string): Promise<void> {
  const entries = packed(async (put) => {
    for await (const { header, content } of unpacked(decompressed(opened([readFileSync(path)], undefined)))) {
      const bytes = await content();
      const name = bytes.toString().replaceAll("20261121231238_initial", "20261121231238_another");
      await put(header.name, header.name === "archive.json" ? Buffer.from(name) : bytes);
    }
  });
  writeFileSync(path, await buffer(sealed(compressed(entries), undefined)));
}

test.each([
  [
    "damaged",
    async (path: string) => {
      const bytes = readFileSync(path);
      bytes[bytes.length >> 1] = (bytes[bytes.length >> 1] ?? 0) ^ 1;
      writeFileSync(path, bytes);
    },
    "damaged",
  ],
  ["gone", async (path: string) => rmSync(path), "not there"],
  ["whole, and of no version that there was", unfit, "20261121231238_another"],
])(
  "one that is %s is no good one from then on: it is told, and the next is due",
  async (_, harm, why) => {
    await harm(fileOf(inSchema));
    const before = await everything();
    const drilled = await drill();
    expect(drilled.find(({ slug }) => slug === "acme")).toMatchObject({
      state: "bad",
      error: expect.stringContaining(why),
    });
    expect(drilled.find(({ slug }) => slug === "initech")).toMatchObject({ state: "good" });
    expect(await everything()).toEqual(before);
    expect(await lastOf(inSchema)).toMatchObject({
      last: null,
      failure: { error: expect.stringContaining(why) },
    });
    expect((await noted())[0]?.detail).toMatchObject({ bad: [inSchema.id] });
    await takeDueArchives(tier, { address: folder, passphrase: undefined });
    expect(await lastOf(inSchema)).toMatchObject({ last: {}, failure: null });
  },
  SLOW_MS,
);

test(
  "one whose restore is cut off leaves nothing, and nothing is said against the archive",
  async () => {
    const before = await everything();
    const cut =
      "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE application_name = 'tenantry:drill'";
    let killed: Promise<unknown> | undefined;
    const drilled = await drill({
      sample: 1,
      onTable: () => {
        killed ??= adminQuery(tier, cut);
      },
    });
    await killed;
    // The last table may be compared before the server hears of it: then it was good.
    expect(["good", "undone"]).toContain(drilled[0]?.state);
    expect(await everything()).toEqual(before);
    for (const tenant of [inSchema, inDatabase]) expect((await lastOf(tenant))?.last).not.toBeNull();
  },
  SLOW_MS,
);

test(
  "storage that does not answer says nothing against an archive: it stays the last good one",
  async () => {
    vi.stubEnv("AWS_ENDPOINT_URL_S3", "http://127.0.0.1:9");
    for (const name of ["AWS_REGION", "AWS_ACCESS_KEY_ID", "AWS_SECRET_ACCESS_KEY"]) vi.stubEnv(name, "x");
    await adminQuery(tier, "UPDATE control.archives SET address = 's3://backups/a.tenant'");
    const drilled = await drill();
    vi.unstubAllEnvs();
    expect(drilled.map(({ state }) => state)).toEqual(["undone", "undone"]);
    expect(drilled[0]?.error).toContain("ECONNREFUSED");
    for (const tenant of [inSchema, inDatabase])
      expect(await lastOf(tenant)).toMatchObject({ last: { drilledAt: null }, failure: null });
  },
  SLOW_MS,
);

test(
  "an archive of another tenant under a tenant's name is no good one",
  async () => {
    const other = mkdtempSync(join(folder, "other-"));
    await takeArchive(tier, inDatabase.id, { address: other, passphrase: undefined });
    const [name = ""] = readdirSync(other);
    writeFileSync(fileOf(inSchema), readFileSync(join(other, name)));
    const drilled = await drill();
    expect(drilled.find(({ slug }) => slug === "acme")).toMatchObject({
      state: "bad",
      error: "The archive is of another tenant.",
    });
  },
  SLOW_MS,
);
