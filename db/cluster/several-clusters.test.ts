/** Two real servers: tenants on both, and one of them down. */
import { afterAll, beforeAll, expect, test } from "vitest";
import { SYSTEM } from "../control/audit-log.ts";
import { setClusterStatus } from "../control/clusters.ts";
import { listTenantsPage } from "../control/tenant-list.ts";
import { getTenant } from "../control/tenants.ts";
import type { DataTier } from "../data-tier.ts";
import { runDoctor } from "../doctor/run.ts";
import { DatabaseUnavailable } from "../errors.ts";
import { countProjects } from "../tenant/project-list.ts";
import { createProject } from "../tenant/projects.ts";
import { scratchDataTier, testOwner, testTenant } from "../testing/scratch.ts";
import { type SecondServer, startSecondServer } from "../testing/second-server.ts";
import { addCluster } from "./add.ts";
import { clusterHealth } from "./health.ts";

let tier: DataTier;
let second: SecondServer;
const environment: Record<string, string> = {};
const owner = testOwner();
const by = { actor: SYSTEM };
const all = { all: true } as const;
const project = { name: "P", description: "", status: "active" as const, isPublic: true, categoryIds: [] };
const secondCluster = {
  name: "second",
  urlEnv: "SECOND_URL",
  adminUrlEnv: "SECOND_ADMIN_URL",
  region: "eu",
  maxTenants: 2,
  maxTables: 1_000,
};

beforeAll(async () => {
  tier = await scratchDataTier({ readSecret: (name) => environment[name] });
  second = await startSecondServer();
  environment.SECOND_URL = second.url;
  environment.SECOND_ADMIN_URL = second.adminUrl;
  environment.WRONG_URL = second.url.replace(":second-password@", ":wrong@");
});
afterAll(async () => {
  await tier.close();
  await second.remove();
});

const refused: [string, Partial<typeof secondCluster>, RegExp][] = [
  ["a name with a quote", { name: 'x"; drop' }, /lower-case letters/],
  [
    "a connection string in place of a variable's name",
    { urlEnv: "postgres://a:b@c/d" },
    /name of an environment variable/,
  ],
  ["a variable that is not set", { urlEnv: "NOT_SET_URL" }, /NOT_SET_URL/],
  ["a wrong password", { urlEnv: "WRONG_URL" }, /login is missing|does not hold/],
  ["no room at all", { maxTenants: 0 }, /whole number/],
  ["no room for a table", { maxTables: 0 }, /--max-tables is a whole number/],
];
test.each(refused)("a cluster with %s is refused, and not written down", async (_what, change, message) => {
  await expect(addCluster(tier, { ...secondCluster, ...change }, by)).rejects.toThrow(message);
  const verdicts = await runDoctor(tier);
  expect(new Set(verdicts.map(({ cluster }) => cluster))).toEqual(new Set(["main"]));
});

test("new tenants go to the cluster that is asked for, up to its limit, and to none that drains", async () => {
  await addCluster(tier, secondCluster, by);
  await expect(addCluster(tier, secondCluster, by)).rejects.toThrow(/already/);

  const inEurope = await testTenant(tier, { owner, region: "eu" });
  expect(inEurope.placement.cluster).toBe("second");
  await tier.tenantRouter.connect(inEurope).write((tx) => createProject(tx, owner, project));
  expect(await tier.tenantRouter.connect(inEurope).read((tx) => countProjects(tx, all))).toBe(1);

  const dedicated = await testTenant(tier, { owner, region: "eu", kind: "database" });
  expect(dedicated.placement).toMatchObject({ cluster: "second", kind: "database" });
  await expect(testTenant(tier, { owner, region: "eu" })).rejects.toThrow(/No cluster has room/);

  await tier.controlDb.write((tx) => setClusterStatus(tx, "main", "draining", by));
  await expect(testTenant(tier, { owner })).rejects.toThrow(/No cluster has room/);
  await tier.controlDb.write((tx) => setClusterStatus(tx, "main", "accepting", by));
  // The most room decides where no region is asked for.
  expect((await testTenant(tier, { owner })).placement.cluster).toBe("main");
});

test("a cluster that is down is named, its tenants answer 503, and the others serve", async () => {
  const [here, there] = [await testTenant(tier, { owner }), await tier.controlDb.read(firstOnSecond)];
  await second.stop();
  const down = tier.tenantRouter.connect(there).read((tx) => countProjects(tx, all));
  await expect(down).rejects.toBeInstanceOf(DatabaseUnavailable);
  await expect(down).rejects.toMatchObject({ status: 503, retryAfterSeconds: 5 });
  expect(await tier.tenantRouter.connect(here).read((tx) => countProjects(tx, all))).toBe(0);
  expect(await clusterHealth(tier)).toEqual({ main: "ok", second: "unavailable" });
  const verdicts = await runDoctor(tier);
  expect(
    verdicts.filter(({ state }) => state === "failed").map(({ cluster, check }) => `${cluster}: ${check}`),
  ).toEqual(["second: reach"]);
  expect(JSON.stringify(verdicts)).not.toContain("second-password");

  await second.start();
  expect(await tier.tenantRouter.connect(there).read((tx) => countProjects(tx, all))).toBe(1);
});

const firstOnSecond = async (tx: Parameters<Parameters<DataTier["controlDb"]["read"]>[0]>[0]) => {
  const onSecond = { cluster: "second", placement: "schema", status: "active", limit: 1 } as const;
  const [first] = (await listTenantsPage(tx, onSecond)).items;
  const found = first && (await getTenant(tx, first.id));
  if (!found) throw new Error("No tenant on the second cluster.");
  return found;
};
