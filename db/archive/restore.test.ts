// Threat: a backup that cannot be had back, or that comes back as something else; a restore that changes what
// is there, or leaves half of a tenant behind.
import { randomBytes } from "node:crypto";
import { afterAll, afterEach, beforeAll, describe, expect, test } from "vitest";
import { listAudit } from "../control/audit-log.ts";
import { faults } from "../control/journal.ts";
import { addMembershipHere } from "../control/memberships.ts";
import { changeLogo, changeSettings } from "../control/tenant-settings.ts";
import { getTenantBySlug } from "../control/tenants.ts";
import { deleteUser, upsertUser } from "../control/users.ts";
import type { DataTier } from "../data-tier.ts";
import { followMembers } from "../lifecycle/follow-members.ts";
import type { Owner } from "../lifecycle/provision-request.ts";
import { findDrift } from "../migrate/drift.ts";
import type { PlacementKind } from "../routing/placement.ts";
import type { Tenant } from "../routing/tenant.ts";
import { createProject } from "../tenant/projects.ts";
import { latestTenantVersion, tenantMigrations } from "../tenant/version.ts";
import { archiveOf, asOfOlder, columnsWith, factsOf, sourceOf } from "../testing/archives.ts";
import { fillTenant, inTenant } from "../testing/fill-tenant.ts";
import { forEachPlacement } from "../testing/for-each-placement.ts";
import { adminQuery } from "../testing/query.ts";
import { scratchDataTier, testOwner, testTenant } from "../testing/scratch.ts";
import { ArchiveRefused } from "./archive-refused.ts";
import type { ArchiveSource } from "./load-rows.ts";
import { verifyArchive } from "./read-archive.ts";
import { restoreArchive, type WantedCopy } from "./restore-archive.ts";

let tier: DataTier;
beforeAll(async () => {
  tier = await scratchDataTier();
});
afterAll(() => tier.close());
afterEach(() => {
  delete faults.at;
});

const actor = { kind: "cli" as const, id: "anna@host" };
const freshSlug = () => `copy-${randomBytes(4).toString("hex")}`;
const restore = async (file: Buffer, wanted: Partial<WantedCopy> = {}, passphrase?: string) =>
  (await restoreArchive(tier, sourceOf(file, passphrase), { slug: freshSlug(), actor, ...wanted })).tenant;

async function filled(kind: PlacementKind, owner = testOwner()): Promise<Tenant> {
  const tenant = await testTenant(tier, { kind, owner });
  await fillTenant(tier, tenant, owner.id);
  return tenant;
}

/** Each row of the control plane, and each schema in its database. */
async function everything(): Promise<string[]> {
  const tables = await adminQuery<{ name: string }>(
    tier,
    "SELECT tablename AS name FROM pg_tables WHERE schemaname = 'control' ORDER BY 1",
  );
  const rows = tables.map(({ name }) => `SELECT '${name}' || t::text AS text FROM control."${name}" t`);
  const all = [...rows, "SELECT nspname FROM pg_namespace"].join(" UNION ALL ");
  return (await adminQuery<{ text: string }>(tier, `${all} ORDER BY 1`)).map(({ text }) => text);
}

/** Roles, schemas and databases that are called as this tenant's place. */
const placesOf = (id: string) =>
  adminQuery<{ name: string }>(
    tier,
    `SELECT rolname AS name FROM pg_roles WHERE rolname LIKE $1 || '%'
     UNION ALL SELECT nspname FROM pg_namespace WHERE nspname = $1
     UNION ALL SELECT datname FROM pg_database WHERE datname = $1`,
    [`t_${id.replaceAll("-", "")}`],
  );

const OTHER: Record<PlacementKind, PlacementKind> = { schema: "database", database: "schema" };

forEachPlacement((kind) => {
  test("a copy has every row of the other kind of place, hash for hash, and is as the migrations make it", async () => {
    const owner = testOwner({ firstName: "Olive\nTab\t", lastName: "\\N “🚀”" });
    const source = await filled(OTHER[kind], owner);
    const neighbour = await filled(kind);
    const { file } = await archiveOf(tier, source);
    const before = { source: await factsOf(tier, source), neighbour: await factsOf(tier, neighbour) };
    const copy = await restore(file, { kind, name: "Acme yesterday" });
    expect(copy).toMatchObject({ status: "active", name: "Acme yesterday", placement: { kind } });
    expect(copy.id).not.toBe(source.id);
    expect(copy.schemaVersion).toBe(latestTenantVersion());
    const facts = await factsOf(tier, copy, "tenant");
    expect(facts).toEqual(await factsOf(tier, source, "tenant"));
    expect(facts.filter(({ rows }) => rows > 0).length).toBeGreaterThan(10);
    const { value: drift } = await findDrift(tier, { tenantIds: [copy.id] }).next();
    expect(drift).toMatchObject({ target: { tenantId: copy.id }, differences: [] });
    expect(drift?.error).toBeUndefined();
    expect({ source: await factsOf(tier, source), neighbour: await factsOf(tier, neighbour) }).toEqual(
      before,
    );
  });

  test("a copy goes on where its rows end: numbers, columns that the database makes, and walls", async () => {
    const owner = testOwner();
    const copy = await restore((await archiveOf(tier, await filled("schema", owner))).file, { kind });
    const input = { name: "Harbour wall 999", description: "tides", isPublic: true, categoryIds: [] };
    const made = await tier.tenantRouter
      .connect(copy)
      .write((tx) => createProject(tx, owner, { ...input, status: "active" }));
    expect(made).toBeTruthy();
    const [last] = await inTenant<{ id: string; count: string }>(
      tier,
      copy,
      "SELECT max(id) AS id, count(*) FROM activity",
    );
    expect(last).toEqual({ id: "41", count: "41" });
    const [found] = await inTenant<{ count: string }>(
      tier,
      copy,
      "SELECT count(*) FROM projects WHERE search_words @@ to_tsquery('simple', 'harbour')",
    );
    expect(found?.count).toBe("41");
    const refused = inTenant(tier, copy, `SET ROLE "${copy.placement.role}"; DELETE FROM activity`);
    await expect(refused).rejects.toThrow("permission denied");
  });

  test("an archive of an older version is loaded as that, and brought up to date", async () => {
    const owner = testOwner();
    const source = await testTenant(tier, { owner });
    await fillTenant(tier, source, owner.id);
    // What came since is as it is where nobody has used it yet.
    await inTenant(
      tier,
      source,
      "DELETE FROM comments; DELETE FROM followings; DELETE FROM notification_mutes",
    );
    const all = tenantMigrations();
    const since = all.findIndex(({ name }) => name.endsWith("_comments")) - all.length;
    const had = await columnsWith(tier, all.slice(0, since), kind);
    expect(had.members).not.toContain("hides_checklist");
    const older = await asOfOlder((await archiveOf(tier, source)).file, had, since);
    const { description } = await verifyArchive(sourceOf(older).open());
    expect(description.tables.map(({ name }) => name)).not.toContain("comments");
    const copy = await restore(older, { kind });
    expect(copy.schemaVersion).toBe(latestTenantVersion());
    expect(await factsOf(tier, copy, "tenant")).toEqual(await factsOf(tier, source, "tenant"));
    const { value: drift } = await findDrift(tier, { tenantIds: [copy.id] }).next();
    expect(drift?.differences).toEqual([]);
  });

  const STEPS = ["create", "load", "migrate", "members", "activate"];
  const points = STEPS.flatMap((step) => ["begun", "worked"].map((at) => `copy/${step}/${at}`));
  test.each(points)("what fails at %s leaves everything as it was, and the name is free", async (point) => {
    const { file } = await archiveOf(tier, await filled("schema"));
    const before = await everything();
    const slug = freshSlug();
    let id = "";
    faults.at = async (reached) => {
      if (reached !== point) return;
      id = (await tier.controlDb.read((tx) => getTenantBySlug(tx, slug)))?.id ?? "";
      throw new Error("the disk is full");
    };
    await expect(restore(file, { slug, kind })).rejects.toThrow("the disk is full");
    expect(id).not.toBe("");
    expect(await everything()).toEqual(before);
    expect(await placesOf(id)).toEqual([]);
    delete faults.at;
    expect(await restore(file, { slug, kind })).toMatchObject({ slug, status: "active" });
  });

  test("what was deleted yesterday is had back beside what is there now: the drill", async () => {
    const owner = testOwner();
    const source = await filled(kind, owner);
    const yesterday = await factsOf(tier, source, "tenant");
    const { file } = await archiveOf(tier, source);
    const neighbour = await filled(kind);
    const other = await factsOf(tier, neighbour);
    await inTenant(tier, source, "DELETE FROM projects");
    const damaged = await factsOf(tier, source, "tenant");
    expect(damaged).not.toEqual(yesterday);
    const copy = await restore(file, { kind });
    expect(await factsOf(tier, copy, "tenant")).toEqual(yesterday);
    expect(await factsOf(tier, source, "tenant")).toEqual(damaged);
    expect(await factsOf(tier, neighbour)).toEqual(other);
  });
});

describe("of the control plane", () => {
  test("a copy begins with plan, settings, logo and security, and a history of its own; nothing leads to the source", async () => {
    const owner = testOwner();
    const source = await testTenant(tier, { owner, plan: "enterprise", kind: "schema" });
    const by = { tenantId: source.id, userId: owner.id, actor };
    const logo = { mediaType: "image/png", bytes: randomBytes(3000), version: "abc" };
    await tier.controlDb.write(async (tx) => {
      await changeSettings(tx, { hue: 77, timeZone: "Europe/Madrid" }, by);
      await changeLogo(tx, logo, by);
    });
    await adminQuery(
      tier,
      `INSERT INTO control.tenant_security (tenant_id, idle_minutes, absolute_minutes, who_invites, needs_second_factor, company_domains)
       VALUES ($1, 11, 222, 'owner', true, '{acme.example,"b,c.example"}')`,
      [source.id],
    );
    await adminQuery(
      tier,
      "INSERT INTO control.domains (hostname, tenant_id, verification_token) VALUES ('acme.example', $1, 'x')",
      [source.id],
    );
    const { file } = await archiveOf(tier, source);
    const copy = await restore(file, { kind: "schema" });
    expect(copy).toMatchObject({
      plan: "enterprise",
      name: source.name,
      settings: { hue: 77, timeZone: "Europe/Madrid", logo: "abc" },
    });
    expect(copy.organizationId).toMatch(/^org_cli_/);
    const choices = (table: string, columns: string) =>
      adminQuery(
        tier,
        `SELECT ${columns} FROM control.${table} WHERE tenant_id IN ($1, $2) ORDER BY tenant_id`,
        [source.id, copy.id],
      );
    for (const [table, columns] of [
      ["tenant_logos", "media_type, bytes, version, updated_at"],
      [
        "tenant_security",
        "idle_minutes, absolute_minutes, who_invites, needs_second_factor, company_domains",
      ],
    ] as const) {
      const [of, copied] = await choices(table, columns);
      expect(copied).toEqual(of);
      expect(copied).toBeTruthy();
    }
    expect(await choices("domains", "hostname")).toHaveLength(1);
    const { items } = await tier.controlDb.read((tx) => listAudit(tx, { tenantId: copy.id }));
    expect(items).toMatchObject([
      { action: "archive.restore", actorId: "anna@host", detail: { sourceId: source.id } },
    ]);
  });

  test("members come along: who is unknown here becomes known, nobody is changed, and who is gone stays gone", async () => {
    const [owner, changed, erased, unknown] = Array.from({ length: 4 }, () => testOwner()) as [
      Owner,
      Owner,
      Owner,
      Owner,
    ];
    const source = await testTenant(tier, { owner });
    const from = (person: Owner, email = person.email) => ({ ...person, email, sourceUpdatedAt: new Date() });
    await tier.controlDb.write(async (tx) => {
      for (const person of [changed, erased, unknown]) {
        await upsertUser(tx, from(person));
        await addMembershipHere(tx, { tenantId: source.id, userId: person.id }, "admin");
      }
    });
    await followMembers(tier, source);
    const { file } = await archiveOf(tier, source);
    await tier.controlDb.write(async (tx) => {
      await upsertUser(tx, from(changed, "newer@example.com"));
      await deleteUser(tx, erased.id, new Date());
    });
    await adminQuery(tier, "DELETE FROM control.users WHERE id = $1", [unknown.id]);
    const copy = await restore(file);
    const people = await adminQuery(
      tier,
      `SELECT u.id, u.email, m.role FROM control.memberships m JOIN control.users u ON u.id = m.user_id
       WHERE m.tenant_id = $1`,
      [copy.id],
    );
    expect(people).toHaveLength(3);
    expect(people).toEqual(
      expect.arrayContaining([
        { id: owner.id, email: owner.email, role: "owner" },
        { id: changed.id, email: "newer@example.com", role: "admin" },
        { id: unknown.id, email: unknown.email, role: "admin" },
      ]),
    );
    const [gone] = await adminQuery(tier, "SELECT email FROM control.users WHERE id = $1", [erased.id]);
    expect(gone).toEqual({ email: "" });
    const inside = await inTenant(tier, copy, "SELECT id FROM members WHERE is_active ORDER BY id");
    expect(inside).toEqual([owner, changed, unknown].map(({ id }) => ({ id })).sort(byId));
  });

  test("where it is asked for, nobody comes along", async () => {
    const copy = await restore((await archiveOf(tier, await filled("schema"))).file, {
      isWithoutPeople: true,
    });
    expect(
      await adminQuery(tier, "SELECT FROM control.memberships WHERE tenant_id = $1", [copy.id]),
    ).toHaveLength(0);
  });
});

const byId = (one: { id: string }, other: { id: string }) => (one.id < other.id ? -1 : 1);

describe("an archive that is refused leaves nothing:", () => {
  let source: Tenant;
  let file: Buffer;
  beforeAll(async () => {
    source = await filled("schema");
    ({ file } = await archiveOf(tier, source));
  });
  /** Nothing is even begun. */
  async function refusedAtOnce(bad: ArchiveSource, wanted: Partial<WantedCopy> = {}): Promise<string> {
    const before = await everything();
    let isBegun = false;
    faults.at = () => {
      isBegun = true;
    };
    const error = await restoreArchive(tier, bad, { slug: freshSlug(), actor, ...wanted }).catch(
      (thrown: unknown) => thrown,
    );
    expect(error).toBeInstanceOf(Error);
    expect(isBegun).toBe(false);
    expect(await everything()).toEqual(before);
    return (error as Error).message;
  }

  test("one that is damaged, wherever", async () => {
    for (let at = 100; at < file.length; at += Math.ceil(file.length / 20)) {
      const bad = Buffer.from(file);
      bad[at] = (bad[at] ?? 0) ^ 1;
      expect(await refusedAtOnce(sourceOf(bad))).toMatch(/archive/);
    }
  });

  test("one that is encrypted, without its passphrase; with it, it is restored", async () => {
    const passphrase = "correct horse battery staple";
    const sealed = await archiveOf(tier, source, { passphrase });
    expect(await refusedAtOnce(sourceOf(sealed.file))).toContain("ARCHIVE_PASSPHRASE");
    expect(await refusedAtOnce(sourceOf(sealed.file, "another"))).toContain("passphrase");
    const copy = await restore(sealed.file, {}, passphrase);
    expect(await factsOf(tier, copy, "tenant")).toEqual(await factsOf(tier, source, "tenant"));
  });

  test.each([
    ["99990101000000_newer", "x", "a newer release"],
    ["20261129174934_gone", "x", "is in no file"],
  ])("one with the migration %s, which this release does not have", async (name, checksum, why) => {
    const other = await testTenant(tier);
    await inTenant(
      tier,
      other,
      `INSERT INTO _migrations (name, checksum, duration_ms) VALUES ('${name}', '${checksum}', 1)`,
    );
    expect(await refusedAtOnce(sourceOf((await archiveOf(tier, other)).file))).toContain(why);
  });

  test("one with an edited migration", async () => {
    const other = await testTenant(tier);
    await inTenant(tier, other, "UPDATE _migrations SET checksum = 'x' WHERE name LIKE '%initial'");
    expect(await refusedAtOnce(sourceOf((await archiveOf(tier, other)).file))).toContain("was edited");
  });

  test("a slug that is taken, or nobody may have; a cluster that has no room, or that there is not", async () => {
    const good = sourceOf(file);
    expect(await refusedAtOnce(good, { slug: source.slug })).toContain("is taken");
    expect(await refusedAtOnce(good, { slug: "www" })).toContain("is reserved");
    expect(await refusedAtOnce(good, { cluster: "nowhere" })).toContain("nowhere");
    await adminQuery(tier, "UPDATE control.clusters SET max_tenants = 1");
    expect(await refusedAtOnce(good)).toContain("room");
    await adminQuery(tier, "UPDATE control.clusters SET max_tenants = 1000");
  });

  test("rows that the database would keep as something else than is told", async () => {
    const other = await filled("schema");
    const { file: whole } = await archiveOf(tier, other);
    const { description } = await verifyArchive(sourceOf(whole).open());
    const all = Object.fromEntries(description.tables.map(({ name, columns }) => [name, columns]));
    const spelt = await asOfOlder(whole, all, undefined, (row, { name }) =>
      name === "projects" ? row.map((value) => (value === "t" ? "yes" : value)) : row,
    );
    const before = await everything();
    const error = await restore(spelt).catch((thrown: unknown) => thrown);
    expect((error as Error).message).toBe("The rows of projects, read back, are not those of the archive.");
    expect(await everything()).toEqual(before);
  });

  test("one that is another file when it is read again", async () => {
    await inTenant(tier, source, "UPDATE projects SET name = name || '!' WHERE slug = 'harbour-wall-7'");
    const later = (await archiveOf(tier, source)).file;
    const files = [file, later];
    const before = await everything();
    const changing = { open: () => sourceOf(files.shift() as Buffer).open() };
    const restored = restoreArchive(tier, changing, { slug: freshSlug(), actor });
    await expect(restored).rejects.toThrow("was changed while it was read");
    expect(await everything()).toEqual(before);
  });

  test("rows that its version has no place for, or too few columns of them", async () => {
    const strange = await filled("schema");
    await inTenant(tier, strange, "ALTER TABLE projects RENAME COLUMN metadata TO extra");
    await expect(archiveOf(tier, strange)).rejects.toThrow("metadata");
    for (const [change, why] of [
      [
        "DROP INDEX projects_slug_key; UPDATE projects SET slug = 'one' WHERE deleted_at IS NULL",
        "projects_slug_key",
      ],
      [
        "ALTER TABLE comments DROP CONSTRAINT comments_author_id_members_id_fkey; UPDATE comments SET author_id = 'nobody'",
        "23503",
      ],
    ] as const) {
      const other = await filled("schema");
      await inTenant(tier, other, change);
      const bad = (await archiveOf(tier, other)).file;
      const before = await everything();
      const error = await restore(bad).catch((thrown: unknown) => thrown);
      expect(error).toBeInstanceOf(ArchiveRefused);
      expect((error as Error).message).toContain(why);
      expect(await everything()).toEqual(before);
    }
  });
});

test("rows come to the same on servers with other settings", async () => {
  const source = await filled("database");
  const database = `"${source.placement.database}"`;
  const set = (name: string, value: string) =>
    adminQuery(tier, `ALTER DATABASE ${database} SET ${name} = '${value}'`);
  const before = await factsOf(tier, source, "tenant");
  for (const [name, value] of [
    ["timezone", "Asia/Tokyo"],
    ["datestyle", "German"],
    ["bytea_output", "escape"],
    ["extra_float_digits", "-5"],
    ["statement_timeout", "1min"],
  ] as const)
    await set(name, value);
  expect(await factsOf(tier, source, "tenant")).toEqual(before);
  const copy = await restore((await archiveOf(tier, source)).file, { kind: "schema" });
  expect(await factsOf(tier, copy, "tenant")).toEqual(before);
});
