// Threat: the control plane itself is lost, and its backup is older than what happened since.
import { execFileSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { withAdmin } from "../cluster/admin.ts";
import { SYSTEM } from "../control/audit-log.ts";
import { createSecrets } from "../control/secrets.ts";
import { getTenant } from "../control/tenants.ts";
import { type DataTier, openDataTier } from "../data-tier.ts";
import { runDoctor } from "../doctor/run.ts";
import { beginMove, continueMove, finishMoveNow } from "../move/move-tenant.ts";
import { planMove } from "../move/plan.ts";
import type { Tenant } from "../routing/tenant.ts";
import { prepareControlPlane } from "../setup/control-plane.ts";
import { createProject } from "../tenant/projects.ts";
import { archiveOf, factsOf, sourceOf } from "../testing/archives.ts";
import { fillTenant } from "../testing/fill-tenant.ts";
import { TEST_SECRETS_KEY } from "../testing/global-setup.ts";
import { testOwner, testTenant } from "../testing/scratch.ts";
import { type SecondServer, startSecondServer } from "../testing/second-server.ts";
import { addSecond, secondVariables } from "../testing/two-servers.ts";
import { replaceTenantData } from "./replace-tenant.ts";
import { confirmReplacement } from "./replacement-ends.ts";
import { restoreArchive } from "./restore-archive.ts";

const SLOW_MS = 300_000;
const owner = testOwner();
const copy = mkdtempSync(join(tmpdir(), "tenantry-base-backup-"));
let main: SecondServer;
let second: SecondServer;
let tier: DataTier;

beforeAll(async () => {
  [main, second] = await Promise.all([startSecondServer({ disposable: false }), startSecondServer()]);
  await prepareControlPlane(main, createSecrets(TEST_SECRETS_KEY), { localIdentity: true });
  tier = await open();
  await addSecond(tier);
}, SLOW_MS);
afterAll(async () => {
  await tier.close();
  await Promise.all([main.remove(), second.remove()]);
  rmSync(copy, { recursive: true, force: true });
});

function open(): Promise<DataTier> {
  const variables = secondVariables(second);
  const { url, adminUrl } = main;
  return openDataTier({
    urls: { url, adminUrl },
    secretsKey: TEST_SECRETS_KEY,
    readSecret: (name) => variables[name],
  });
}

const dataOf = (server: SecondServer) => join(server.dataDir, "postgres", "data");

/** A copy of the server's files while it is used, and of the log that makes it whole. */
async function takeBaseBackup(): Promise<void> {
  await withAdmin(main.adminUrl, async (client) => {
    await client.query("SELECT pg_backup_start('base', true)");
    execFileSync("cp", ["-a", `${dataOf(main)}/.`, copy]);
    const { rows } = await client.query<{ labelfile: string }>("SELECT labelfile FROM pg_backup_stop()");
    writeFileSync(join(copy, "backup_label"), rows[0]?.labelfile ?? "");
  });
  execFileSync("cp", ["-a", `${join(dataOf(main), "pg_wal")}/.`, join(copy, "pg_wal")]);
  rmSync(join(copy, "postmaster.pid"));
}

async function loseServerAndBringBackCopy(): Promise<void> {
  await tier.close();
  await main.stop();
  rmSync(dataOf(main), { recursive: true });
  execFileSync("cp", ["-a", copy, dataOf(main)]);
  execFileSync("chown", ["-R", "--reference", `${main.dataDir}/postgres/server.log`, dataOf(main)]);
  execFileSync("chmod", ["700", dataOf(main)]);
  await main.start();
  tier = await open();
}

const currentOf = async ({ id }: Tenant) => (await tier.controlDb.read((tx) => getTenant(tx, id))) as Tenant;
const write = async (tenant: Tenant, name: string) => {
  const project = { name, description: "", status: "active" as const, isPublic: true, categoryIds: [] };
  await tier.tenantRouter.connect(await currentOf(tenant)).write((tx) => createProject(tx, owner, project));
};
const placesToldBy = async () => {
  const verdicts = await runDoctor(tier);
  expect(verdicts.filter(({ state, check }) => state === "failed" && check !== "places")).toEqual([]);
  return verdicts.filter(({ check }) => check === "places");
};

test(
  "the control plane comes back from a backup, doctor names what it does not know, and archives bring the rest",
  async () => {
    const [acme, globex] = [await testTenant(tier, { owner }), await testTenant(tier, { owner })];
    for (const tenant of [acme, globex]) await fillTenant(tier, tenant, owner.id);
    await takeBaseBackup();

    // After the backup: one writes on, one moves, and one is new.
    await write(acme, "After the backup");
    await beginMove(tier, await planMove(tier, globex.id, { to: "schema", cluster: "second" }));
    await continueMove(tier, globex.id);
    await finishMoveNow(tier, globex.id);
    await write(globex, "On the other server");
    const initech = await testTenant(tier, { owner, region: "eu" });
    expect(initech.placement.cluster).toBe("second");
    await fillTenant(tier, initech, owner.id);
    const later: { tenant: Tenant; file: Buffer; facts: Awaited<ReturnType<typeof factsOf>> }[] = [];
    for (const tenant of [acme, globex, initech]) {
      const now = await currentOf(tenant);
      later.push({
        tenant,
        file: (await archiveOf(tier, now)).file,
        facts: await factsOf(tier, now, "tenant"),
      });
    }
    await loseServerAndBringBackCopy();

    expect(await placesToldBy()).toMatchObject([
      { cluster: "main", state: "ok" },
      {
        cluster: "second",
        state: "weak",
        detail: expect.stringMatching(/^Schemas of no tenant .*: t_\w+, t_\w+\. Drop/),
      },
    ]);
    const restored: Tenant[] = [];
    for (const { tenant, file } of later) {
      if (await currentOf(tenant)) {
        await replaceTenantData(tier, tenant.id, sourceOf(file));
        await confirmReplacement(tier, tenant.id);
        restored.push(await currentOf(tenant));
      } else {
        const wanted = { slug: tenant.slug, cluster: "second", kind: "schema" as const, actor: SYSTEM };
        restored.push((await restoreArchive(tier, sourceOf(file), wanted)).tenant);
      }
    }
    for (const [at, tenant] of restored.entries())
      expect(await factsOf(tier, tenant, "tenant")).toEqual(later[at]?.facts);

    await withAdmin(second.adminUrl, async (client) => {
      for (const { placement } of [globex, initech])
        await client.query(`DROP SCHEMA "${placement.schema}" CASCADE`);
    });
    expect(await placesToldBy()).toMatchObject([{ state: "ok" }, { state: "ok" }]);
  },
  SLOW_MS,
);
