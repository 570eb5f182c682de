// Threat: a server that is lost takes its tenants with it.
import { randomBytes } from "node:crypto";
import { afterAll, beforeAll, expect, test } from "vitest";
import { SYSTEM } from "../control/audit-log.ts";
import type { DataTier } from "../data-tier.ts";
import { findDrift } from "../migrate/drift.ts";
import { PLACEMENT_KINDS } from "../routing/placement.ts";
import type { Tenant } from "../routing/tenant.ts";
import { projects } from "../tenant/schema.ts";
import { archiveOf, factsOf, sourceOf } from "../testing/archives.ts";
import { fillTenant } from "../testing/fill-tenant.ts";
import { testOwner, testTenant } from "../testing/scratch.ts";
import type { SecondServer } from "../testing/second-server.ts";
import { startTwoServers, type TwoServers } from "../testing/two-servers.ts";
import { restoreArchive } from "./restore-archive.ts";

let tier: DataTier;
let second: SecondServer;
let servers: TwoServers;
const owner = testOwner();

beforeAll(async () => {
  servers = await startTwoServers();
  ({ tier, second } = servers);
});
afterAll(() => servers.remove());

const SLOW_MS = 300_000;

const restore = async (file: Buffer, cluster: string, kind: Tenant["placement"]["kind"]) => {
  const wanted = { slug: `copy-${randomBytes(4).toString("hex")}`, cluster, kind, actor: SYSTEM };
  return (await restoreArchive(tier, sourceOf(file), wanted)).tenant;
};
const read = (tenant: Tenant) =>
  tier.tenantRouter.connect(tenant).read((tx) => tx.select({ id: projects.id }).from(projects));

test.each(PLACEMENT_KINDS)(
  "an archive is restored into a %s on another server, row for row, and what is lost there comes back here",
  async (kind) => {
    const source = await testTenant(tier, { kind, owner, region: "local" });
    await fillTenant(tier, source, owner.id);
    const { file } = await archiveOf(tier, source);
    const there = await restore(file, "second", kind);
    expect(there.placement).toMatchObject({ cluster: "second", kind });
    expect(await factsOf(tier, there, "tenant")).toEqual(await factsOf(tier, source, "tenant"));
    const { value: drift } = await findDrift(tier, { tenantIds: [there.id] }).next();
    expect(drift?.error ?? drift?.differences).toEqual([]);

    const { file: taken } = await archiveOf(tier, there);
    await second.stop();
    try {
      await expect(read(there)).rejects.toMatchObject({ name: "DatabaseUnavailable" });
      const back = await restore(taken, "main", kind);
      expect((await read(back)).length).toBe((await read(source)).length);
      expect(await factsOf(tier, back, "tenant")).toEqual(await factsOf(tier, source, "tenant"));
    } finally {
      await second.start();
    }
  },
  SLOW_MS,
);
