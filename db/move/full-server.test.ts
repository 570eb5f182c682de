// Threat: the server that a tenant moves to is full in the middle of the copy.
import { execFileSync } from "node:child_process";
import { readFileSync, statSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { withAdmin } from "../cluster/admin.ts";
import { getLastMove } from "../control/moves.ts";
import type { DataTier } from "../data-tier.ts";
import { createProject } from "../tenant/projects.ts";
import { projects } from "../tenant/schema.ts";
import { inTenant } from "../testing/fill-tenant.ts";
import { testOwner, testTenant } from "../testing/scratch.ts";
import type { SecondServer } from "../testing/second-server.ts";
import { startTwoServers, type TwoServers } from "../testing/two-servers.ts";
import { beginMove, continueMove } from "./move-tenant.ts";
import { findOrphans } from "./orphans.ts";
import { planMove } from "./plan.ts";

const SLOW_MS = 300_000;
const owner = testOwner();
let tier: DataTier;
let second: SecondServer;
let servers: TwoServers;

beforeAll(async () => {
  servers = await startTwoServers();
  ({ tier, second } = servers);
  await withAdmin(second.adminUrl, async (client) => {
    await client.query("ALTER SYSTEM SET wal_retrieve_retry_interval = '100ms'");
    await client.query("SELECT pg_reload_conf()");
  });
}, SLOW_MS);
afterAll(() => servers.remove());

/** The server can write no file further than that: to its processes the same as a disk without room. */
function roomFor(bytes: number | "unlimited"): void {
  const pidFile = join(second.dataDir, "postgres", "data", "postmaster.pid");
  const [pid = ""] = readFileSync(pidFile, "utf8").split("\n");
  // As whoever the server is: nobody else may, and the limit can be lifted again.
  const { uid, gid } = statSync(pidFile);
  execFileSync("prlimit", ["--pid", pid.trim(), `--fsize=${bytes}:`], { uid, gid });
}

const MEGABYTE = 1_048_576;

// How much a running process may write is limited by Linux.
test.skipIf(process.platform !== "linux")(
  "a move to a server that fills up is given up with its space given back, and the source serves on; later it goes",
  async () => {
    const tenant = await testTenant(tier, { owner });
    await inTenant(
      tier,
      tenant,
      `INSERT INTO projects (id, name, slug, description, created_by)
       SELECT gen_random_uuid(), 'P ' || n, 'p-' || n, repeat(md5(n::text) || ' ', 20), '${owner.id}'
         FROM generate_series(1, 30000) AS n`,
    );
    roomFor(17 * MEGABYTE);
    await beginMove(tier, await planMove(tier, tenant.id, { to: "schema", cluster: "second" }));
    await expect(continueMove(tier, tenant.id)).rejects.toMatchObject({ name: "MoveRefused" });
    const last = await tier.controlDb.read((tx) => getLastMove(tx, tenant.id));
    expect(last).toMatchObject({
      phase: "aborted",
      error: expect.stringContaining("does not take what the old"),
    });

    const left = await withAdmin(second.adminUrl, (client) =>
      client.query("SELECT FROM pg_namespace WHERE nspname = $1", [tenant.placement.schema]),
    );
    expect(left.rows).toEqual([]);
    for (const url of [tier.urls.adminUrl, second.adminUrl]) expect(await findOrphans(tier, url)).toEqual([]);
    const db = tier.tenantRouter.connect(tenant);
    const project = {
      name: "Meanwhile",
      description: "",
      status: "active" as const,
      isPublic: true,
      categoryIds: [],
    };
    await db.write((tx) => createProject(tx, owner, project));

    roomFor("unlimited");
    await beginMove(tier, await planMove(tier, tenant.id, { to: "schema", cluster: "second" }));
    expect(await continueMove(tier, tenant.id)).toMatchObject({ phase: "arrived" });
    expect(await db.read((tx) => tx.$count(projects))).toBe(30_001);
  },
  SLOW_MS,
);
