/**
 * Every command that changes something is in the audit log with its actor; one that says it only reads
 * changes nothing.
 */
import { createWriteStream, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { pipeline } from "node:stream/promises";
import type { Command } from "commander";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { replaceTenantData } from "../archive/replace-tenant.ts";
import { createArchive } from "../archive/write-archive.ts";
import { SYSTEM } from "../control/audit-log.ts";
import { upsertUser } from "../control/users.ts";
import { recordWebhookEvent } from "../control/webhook-events.ts";
import type { DataTier } from "../data-tier.ts";
import { deleteTenant } from "../lifecycle/delete.ts";
import { suspendTenant } from "../lifecycle/suspend.ts";
import { createLocalUser } from "../local-identity/users.ts";
import { archiveOf, sourceOf } from "../testing/archives.ts";
import { adminQuery } from "../testing/query.ts";
import { scratchDataTier, testOwner, testTenant } from "../testing/scratch.ts";
import { SLOW_MS, tenantry } from "../testing/tenantry.ts";
import { tenantryProgram } from "./program.ts";

let tier: DataTier;
beforeAll(async () => {
  tier = await scratchDataTier();
});
afterAll(() => tier.close());

const by = { actor: SYSTEM };
const slug = async () => (await testTenant(tier)).slug;
const suspended = async () => {
  const tenant = await testTenant(tier);
  await suspendTenant(tier, tenant.id, by);
  return tenant.slug;
};
const deleted = async () => {
  const tenant = await testTenant(tier);
  await deleteTenant(tier, tenant.id, by);
  return tenant.slug;
};
const withVersion = async (version: string | null) => {
  const tenant = await testTenant(tier);
  await adminQuery(tier, "UPDATE control.tenants SET schema_version = $2 WHERE id = $1", [
    tenant.id,
    version,
  ]);
  return tenant.slug;
};
const halfMade = async () => {
  const { id, slug } = await testTenant(tier);
  await adminQuery(tier, "UPDATE control.tenants SET status = 'provisioning' WHERE id = $1", [id]);
  await adminQuery(
    tier,
    "INSERT INTO control.journal (tenant_id, kind, step, state) VALUES ($1, 'provision', 'owner', 'failed')",
    [id],
  );
  return slug;
};
const folder = mkdtempSync(join(tmpdir(), "tenantry-archives-"));
afterAll(() => rmSync(folder, { recursive: true }));
const archived = async () => {
  const file = join(folder, "b.tenant");
  await createArchive(tier, await testTenant(tier), (bytes) => pipeline(bytes, createWriteStream(file)));
  return file;
};
const twoArchives = async () => {
  const two = mkdtempSync(join(folder, "two-"));
  const tenant = await testTenant(tier);
  for (const name of ["a.tenant", "b.tenant"])
    await createArchive(tier, tenant, (bytes) => pipeline(bytes, createWriteStream(join(two, name))));
  return two;
};
const dedicated = async () => (await testTenant(tier, { kind: "database" })).slug;
const replaced = async () => {
  const tenant = await testTenant(tier);
  await replaceTenantData(tier, tenant.id, sourceOf((await archiveOf(tier, tenant)).file));
  return tenant.slug;
};
let events = 0;
const event = async () => {
  const id = `msg_${events++}`;
  await tier.controlDb.write((tx) => recordWebhookEvent(tx, { id, type: "x.y", payload: { data: {} } }));
  return id;
};

/** Nobody who was made here for a test is at the provider, and whoever is there is not here. */
const unknownHere = async () => {
  const person = { email: "lost@example.com", firstName: "Lost", lastName: "Person" };
  await tier.controlDb.write((tx) => createLocalUser(tx, person));
  return ["--remove-many"];
};

const somebody = async () => {
  const person = { ...testOwner(), sourceUpdatedAt: new Date() };
  await tier.controlDb.write((tx) => upsertUser(tx, person));
  return person.email;
};

/** What a change is called in the log, and what the command is given. */
const CHANGES: Record<string, [action: string, args: () => Promise<string[]>]> = {
  "tenants create": ["tenant.provision", async () => ["--slug", "made-here"]],
  "tenants read-only": ["tenant.readOnly", async () => [await slug(), "--yes"]],
  "tenants suspend": ["tenant.suspend", async () => [await slug(), "--yes"]],
  "tenants resume": ["tenant.resume", async () => [await suspended()]],
  "tenants rename": ["tenant.rename", async () => [await slug(), "--slug", "renamed-here"]],
  "tenants plan": ["tenant.plan", async () => [await slug(), "--plan", "enterprise"]],
  "tenants move": ["tenant.move-begin", async () => [await slug(), "--to", "database", "--yes"]],
  "tenants owner": ["tenant.owner", async () => [await slug(), "--person", await somebody()]],
  "tenants delete": ["tenant.delete", async () => [await slug(), "--yes"]],
  "tenants restore": ["tenant.restore", async () => [await deleted()]],
  "tenants purge": ["tenant.purge", async () => [await deleted(), "--yes"]],
  "archive create": ["archive.create", async () => [await slug(), "--out", join(folder, "a.tenant")]],
  "archive prune": ["archive.prune", async () => [await twoArchives(), "--keep", "1", "--yes"]],
  "archive restore": ["archive.restore", async () => [await archived(), "--as", "restored-here"]],
  "archive confirm": ["tenant.replace-confirm", async () => [await replaced(), "--yes"]],
  "archive undo": ["tenant.replace-undo", async () => [await replaced(), "--yes"]],
  "tenants rotate-login": ["tenant.rotate-login", async () => [await dedicated()]],
  "archive drill": ["archive.drill", async () => []],
  // After the one whose row it leaves as well.
  "archive clone": ["archive.clone", async () => [await slug(), "--as", "cloned-here", "--mask"]],
  "tenants continue": ["tenant.continue", async () => [await halfMade()]],
  "tenants warm": ["spares.make", async () => ["--spares", "8"]],
  "migrate up": ["migration.up", async () => ["--tenant", await withVersion(null)]],
  "migrate down": [
    "migration.down",
    async () => [
      "--yes",
      "--to",
      "20261121231238_initial",
      "--tenant",
      await withVersion("99999999999999_x"),
    ],
  ],
  "clusters add": ["cluster.add", async () => ["other", "--url-env", "APP", "--admin-url-env", "ADMIN"]],
  "clusters drain": ["cluster.drain", async () => ["main"]],
  "secrets rotate": ["secrets.rotate", async () => []],
  "webhooks replay": ["webhook.replay", async () => [await event()]],
  "identity reconcile": ["identity.reconcile", () => unknownHere()],
  "identity erase": ["identity.erase", async () => [await somebody(), "--yes"]],
  "identity merge": ["identity.merge", async () => [await somebody(), await somebody(), "--yes"]],
};

const READS: Record<string, () => Promise<string[]>> = {
  "tenants list": async () => [],
  "tenants show": async () => [await slug()],
  "archive verify": async () => [await archived()],
  "archive status": async () => [],
  "archive list": async () => [dirname(await archived())],
  "migrate plan": async () => [],
  "migrate status": async () => [],
  "migrate drift": async () => [],
  "clusters list": async () => [],
  "clusters rebalance": async () => ["--dry-run"],
  "webhooks list": async () => [],
  "webhooks show": async () => [await event()],
  audit: async () => [],
  doctor: async () => [],
  env: async () => [],
};

const leaves = (command: Command, path: string[] = []): string[] =>
  command.commands.length === 0
    ? [path.join(" ")]
    : command.commands.flatMap((child) => leaves(child, [...path, child.name()]));

const WHO = "auditor";
const run = (command: string, args: string[]) => {
  const variables = { SUDO_USER: WHO, APP: tier.urls.url, ADMIN: tier.urls.adminUrl };
  return tenantry({ ...tier, variables }, ...command.split(" "), ...args);
};

const recorded = (action: string) =>
  adminQuery<{ text: string }>(
    tier,
    `SELECT a::text AS text FROM control.audit_log a
     WHERE actor_kind = 'cli' AND actor_id LIKE '${WHO}@%' AND action = $1`,
    [action],
  );

/** Each row of the control plane, and the name of each schema. */
async function everything(): Promise<string[]> {
  const tables = await adminQuery<{ name: string }>(
    tier,
    "SELECT tablename AS name FROM pg_tables WHERE schemaname = 'control' ORDER BY 1",
  );
  const rows = tables.map(({ name }) => `SELECT '${name}' || t::text AS text FROM control."${name}" t`);
  const all = [...rows, "SELECT nspname FROM pg_namespace"].join(" UNION ALL ");
  return (await adminQuery<{ text: string }>(tier, `${all} ORDER BY 1`)).map(({ text }) => text);
}

test("every command is known as one that changes something, or as one that reads", () => {
  const known = [...Object.keys(CHANGES), ...Object.keys(READS)];
  expect(leaves(tenantryProgram()).sort()).toEqual(known.sort());
});

describe("every command that changes something leaves an audit row with its actor, and no secret", () => {
  test.each(Object.entries(CHANGES))(
    "%s",
    async (command, [action, args]) => {
      const result = await run(command, await args());
      const rows = await recorded(action);
      expect(rows, result.out + result.err).toHaveLength(1);
      expect(rows[0]?.text).not.toContain("postgres://");
    },
    SLOW_MS,
  );

  test(
    "clusters drain --undo, which is an act of its own, and none where there is nothing to undo",
    async () => {
      await run("clusters drain", ["main"]);
      await run("clusters drain", ["main", "--undo"]);
      expect((await run("clusters drain", ["main", "--undo"])).out).toContain("accepting already");
      expect(await recorded("cluster.accept")).toHaveLength(1);
    },
    SLOW_MS,
  );
});

describe("a command that reads changes nothing", () => {
  test.each(Object.entries(READS))(
    "%s",
    async (command, args) => {
      const given = await args();
      const before = await everything();
      expect((await run(command, given)).err).toBe("");
      expect(await everything()).toEqual(before);
    },
    SLOW_MS,
  );
});
