// Threat: a backup of which somebody thinks that it is there, and it is not; or one that is lying about.
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import type { DataTier } from "../../data-tier.ts";
import type { Tenant } from "../../routing/tenant.ts";
import { adminQuery } from "../../testing/query.ts";
import { startS3StandIn } from "../../testing/s3-stand-in.ts";
import { scratchDataTier, testTenant } from "../../testing/scratch.ts";
import { SLOW_MS, tenantry } from "../../testing/tenantry.ts";

let tier: DataTier;
let tenant: Tenant;
let folder: string;
beforeAll(async () => {
  tier = await scratchDataTier();
  tenant = await testTenant(tier, { slug: "acme" });
});
afterAll(() => tier.close());
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "tenantry-archives-"));
  return () => rmSync(folder, { recursive: true });
});
const out = () => join(folder, "acme.tenant");
const PASSPHRASE = "correct horse battery staple";
const encrypting = (passphrase?: string) => ({
  urls: tier.urls,
  variables: passphrase === undefined ? {} : { ARCHIVE_PASSPHRASE: passphrase },
});

test(
  "what is created is verified, by who may read it, and told to the log",
  async () => {
    const made = await tenantry(tier, "archive", "create", "acme", "--out", out(), "--json");
    expect(made).toMatchObject({ code: 0, err: "" });
    const told = JSON.parse(made.out);
    expect(told).toMatchObject({ file: out(), isEncrypted: false, bytes: statSync(out()).size });
    expect(statSync(out()).mode & 0o077).toBe(0);
    expect(readdirSync(folder)).toEqual(["acme.tenant"]);
    const [entry] = await adminQuery<{ detail: object }>(
      tier,
      "SELECT detail FROM control.audit_log WHERE action = 'archive.create' AND tenant_id = $1",
      [tenant.id],
    );
    expect(entry?.detail).toEqual({ isEncrypted: false });
    const read = await tenantry(tier, "archive", "verify", out(), "--json");
    expect(read).toMatchObject({ code: 0, err: "" });
    expect(JSON.parse(read.out).tables).toEqual(told.tables);
    const words = await tenantry(tier, "archive", "verify", out());
    expect(words.out).toContain("Whole, and as it was written.");
  },
  SLOW_MS,
);

test(
  "what is created is restored as another tenant, which is told of, and under a name that is free",
  async () => {
    await tenantry(encrypting(PASSPHRASE), "archive", "create", "acme", "--out", out(), "--encrypt");
    const restore = (...args: string[]) =>
      tenantry(encrypting(PASSPHRASE), "archive", "restore", out(), "--as", "acme-copy", ...args);
    const made = await restore("--name", "Acme of then", "--placement", "database", "--json");
    expect(made).toMatchObject({ code: 0, err: "" });
    const told = JSON.parse(made.out);
    expect(told).toMatchObject({
      ...{ slug: "acme-copy", name: "Acme of then", status: "active" },
      placement: { kind: "database", cluster: "main" },
      source: { id: tenant.id, slug: "acme" },
    });
    expect(told.tables.find(({ name }: { name: string }) => name === "members")).toMatchObject({ rows: 1 });
    const [entry] = await adminQuery<{ detail: object }>(
      tier,
      "SELECT detail FROM control.audit_log WHERE tenant_id = $1",
      [told.id],
    );
    expect(entry?.detail).toEqual({ sourceId: tenant.id, takenAt: told.source.takenAt });
    const again = await restore();
    expect(again).toMatchObject({ code: 1, out: "" });
    expect(again.err).toContain("is taken");
    const nowhere = await restore("--cluster", "mian");
    expect(nowhere.code).toBe(2);
    expect(nowhere.err).toContain("main");
  },
  SLOW_MS,
);

test(
  "a masked clone is made without a file between, and told to whoever owns what it is of",
  async () => {
    const made = await tenantry(tier, "archive", "clone", "acme", "--as", "acme-masked", "--mask", "--json");
    expect(made).toMatchObject({ code: 0, err: "" });
    expect(JSON.parse(made.out)).toMatchObject({
      slug: "acme-masked",
      name: "acme-masked",
      status: "active",
    });
    expect(made.out).not.toContain('"acme"');
    const entries = await adminQuery<{ detail: object }>(
      tier,
      "SELECT detail FROM control.audit_log WHERE action = 'archive.clone' AND tenant_id = $1",
      [tenant.id],
    );
    expect(entries).toEqual([{ detail: { isMasked: true } }]);
  },
  SLOW_MS,
);

test(
  "archives are listed and pruned: what is wrong is named, one that only says it removes nothing",
  async () => {
    for (const name of ["a.tenant", "b.tenant"])
      await tenantry(tier, "archive", "create", "acme", "--out", join(folder, name));
    writeFileSync(join(folder, "notes.txt"), "mine, and longer than the header and the hash of an archive");
    const listed = await tenantry(tier, "archive", "list", folder);
    expect(listed).toMatchObject({ code: 0, err: "" });
    expect(listed.out).toContain(tenant.id);
    expect(listed.out).toContain(`${join(folder, "notes.txt")}: This is no archive.`);
    const prune = (...args: string[]) => tenantry(tier, "archive", "prune", folder, ...args);
    expect((await prune()).err).toContain("--keep NUMBER, or --older-than DAYS");
    expect((await prune("--keep", "1", "--dry-run")).out).toContain("1 archive would be removed, 1 kept.");
    const unasked = await prune("--keep", "1");
    expect(unasked.code).toBe(2);
    expect(unasked.err).toContain("add --yes");
    expect(readdirSync(folder)).toHaveLength(3);
    expect((await prune("--older-than", "30d", "--yes")).out).toContain(
      "0 archives would be removed, 2 kept.",
    );
    const done = await prune("--keep", "1", "--yes", "--json");
    expect(JSON.parse(done.out)).toMatchObject({
      ...{ isDone: true, kept: 1 },
      removed: [{ file: join(folder, "a.tenant") }],
    });
    expect(readdirSync(folder).sort()).toEqual(["b.tenant", "notes.txt"]);
    expect((await tenantry(tier, "archive", "list", join(folder, "nowhere"))).code).toBe(2);
  },
  SLOW_MS,
);

test(
  "all of it with storage in the place of a folder, whose keys are said nowhere",
  async () => {
    const s3 = await startS3StandIn("backups");
    try {
      const run = (...args: string[]) =>
        tenantry({ urls: tier.urls, variables: s3.variables }, "archive", ...args);
      const said: string[] = [];
      const done = async (...args: string[]) => {
        const { out: told, err, code } = await run(...args);
        said.push(told, err);
        expect(code, err).toBe(0);
        return told;
      };
      const address = (name: string) => `s3://backups/acme/${name}`;
      for (const name of ["a.tenant", "b.tenant"]) await done("create", "acme", "--out", address(name));
      expect(await done("verify", address("b.tenant"))).toContain("Whole, and as it was written.");
      expect(await done("list", "s3://backups/acme")).toContain(address("a.tenant"));
      await done("restore", address("b.tenant"), "--as", "acme-from-storage");
      await done("prune", "s3://backups/acme", "--keep", "1", "--yes");
      expect([...s3.objects.keys()]).toEqual(["acme/b.tenant"]);
      const over = await run("create", "acme", "--out", address("b.tenant"));
      expect(over).toMatchObject({ code: 2, out: "" });
      const none = await run("list", "s3://other/acme");
      expect(none).toMatchObject({ code: 2, err: expect.stringContaining("NoSuchBucket") });
      expect([...said, over.err, none.err].join()).not.toMatch(/AKIA|secret-of/);
    } finally {
      await s3.close();
    }
  },
  SLOW_MS,
);

test(
  "a damaged file, one that is no archive, and one that is not there are refused with what is wrong",
  async () => {
    await tenantry(tier, "archive", "create", "acme", "--out", out());
    const bytes = readFileSync(out());
    bytes[bytes.length >> 1] = (bytes[bytes.length >> 1] ?? 0) ^ 1;
    writeFileSync(out(), bytes);
    const damaged = await tenantry(tier, "archive", "verify", out());
    expect(damaged).toMatchObject({ code: 2, out: "" });
    expect(damaged.err).toContain("damaged");
    const other = await tenantry(tier, "archive", "verify", "package.json");
    expect(other.code).toBe(2);
    expect(other.err).toContain("This is no archive.");
    const none = await tenantry(tier, "archive", "verify", join(folder, "nothing"));
    expect(none.code).toBe(2);
    expect(none.err).toContain("cannot be read");
  },
  SLOW_MS,
);

test(
  "an encrypted one asks for its passphrase, which is not an argument and not a short one",
  async () => {
    const create = (passphrase?: string) =>
      tenantry(encrypting(passphrase), "archive", "create", "acme", "--out", out(), "--encrypt");
    for (const [passphrase, why] of [
      [undefined, "Set ARCHIVE_PASSPHRASE"],
      ["short", "use 12 or more"],
    ] as const) {
      const refused = await create(passphrase);
      expect(refused.code).toBe(2);
      expect(refused.err).toContain(why);
    }
    expect(existsSync(out())).toBe(false);
    expect((await create(PASSPHRASE)).code).toBe(0);
    expect(readFileSync(out()).includes("acme")).toBe(false);
    const closed = await tenantry(encrypting(), "archive", "verify", out());
    expect(closed.err).toContain("ARCHIVE_PASSPHRASE");
    expect((await tenantry(encrypting(PASSPHRASE), "archive", "verify", out())).code).toBe(0);
  },
  SLOW_MS,
);

test(
  "nothing is written over, and nothing half written stays",
  async () => {
    writeFileSync(out(), "mine");
    const over = await tenantry(tier, "archive", "create", "acme", "--out", out());
    expect(over).toMatchObject({ code: 2, out: "" });
    expect(readFileSync(out(), "utf8")).toBe("mine");
    const nowhere = await tenantry(
      tier,
      "archive",
      "create",
      "acme",
      "--out",
      join(folder, "no/such/folder"),
    );
    expect(nowhere.code).not.toBe(0);
    expect(readdirSync(folder)).toEqual(["acme.tenant"]);
    const unknown = await tenantry(tier, "archive", "create", "acmee", "--out", join(folder, "b"));
    expect(unknown.code).toBe(2);
    expect(unknown.err).toContain("acme");
  },
  SLOW_MS,
);
