/**
 * An admin's login without superuser, as managed servers give it: all works, and doctor says which walls it
 * could not build.
 */
import { afterAll, beforeAll, expect, test } from "vitest";
import { readRoleNames } from "../control/role-names.ts";
import { createSecrets } from "../control/secrets.ts";
import { type DataTier, openDataTier } from "../data-tier.ts";
import { runDoctor } from "../doctor/run.ts";
import { deleteTenant } from "../lifecycle/delete.ts";
import { purgeTenant } from "../lifecycle/purge.ts";
import { prepareControlPlane } from "../setup/control-plane.ts";
import { countMembers } from "../testing/count-members.ts";
import { TEST_SECRETS_KEY } from "../testing/global-setup.ts";
import { testTenant } from "../testing/scratch.ts";
import { type SecondServer, startSecondServer } from "../testing/second-server.ts";
import { keepPresence } from "../worker-presence.ts";
import { withAdmin } from "./admin.ts";

const secrets = createSecrets(TEST_SECRETS_KEY);
const actor = { kind: "staff", id: "user_staff" } as const;

let server: SecondServer;
let tier: DataTier;
beforeAll(async () => {
  server = await startSecondServer();
  await superuser("CREATE ROLE boss LOGIN CREATEROLE CREATEDB PASSWORD 'boss'", "postgres");
  // What a superuser has to do once on such a server.
  await superuser(
    "GRANT tenantry_app TO boss WITH ADMIN OPTION; ALTER DATABASE shared OWNER TO boss",
    "postgres",
  );
  const admin = new URL(server.adminUrl);
  [admin.username, admin.password] = ["boss", "boss"];
  const urls = { url: server.url, adminUrl: admin.href };
  await prepareControlPlane(urls, secrets, { localIdentity: false });
  tier = await openDataTier({ urls, secretsKey: TEST_SECRETS_KEY });
});
afterAll(async () => {
  await tier.close();
  await server.remove();
});

const superuser = (text: string, database = "shared") =>
  withAdmin(server.adminUrl, (client) => client.query(text), { database });
const states = async () =>
  Object.fromEntries((await runDoctor(tier)).map(({ check, state }) => [check, state]));

async function liveAndDie(kind: "schema" | "database"): Promise<void> {
  const tenant = await testTenant(tier, { kind });
  expect(await tier.tenantRouter.connect(tenant).read(countMembers)).toBe(1);
  await superuser(
    `DO $do$ DECLARE it oid := lo_create(0); BEGIN
       EXECUTE format('ALTER LARGE OBJECT %s OWNER TO %I', it, '${tenant.placement.role}'); END $do$`,
  );
  await deleteTenant(tier, tenant.id, { actor });
  expect(await purgeTenant(tier, tenant.id, { actor })).toBe(true);
}

test.each(["schema", "database"] as const)("a tenant in a %s is made, served and purged", liveAndDie);

// Threat: a purge depends on how fast the app's last connection goes away.
test("a database that the app is still connected to is purged all the same", async () => {
  const tenant = await testTenant(tier, { kind: "database" });
  const other = await openDataTier({ urls: tier.urls, secretsKey: TEST_SECRETS_KEY });
  await other.tenantRouter.connect(tenant).read(countMembers);
  await deleteTenant(tier, tenant.id, { actor });
  expect(await purgeTenant(tier, tenant.id, { actor })).toBe(true);
  await other.close();
});

test("a worker says that it lives, and looks for those that do not", async () => {
  const { adminUrl } = tier.urls;
  const { jobs: role } = await readRoleNames(adminUrl);
  const presence = keepPresence({ adminUrl, role }, { log: () => {} });
  presence.add("worker-of-a-plain-admin");
  expect(await presence.look()).toEqual([]);
  presence.stop();
});

test("a login that was made to inherit is made not to", async () => {
  await superuser("ALTER ROLE tenantry_app INHERIT");
  await prepareControlPlane(tier.urls, secrets, { localIdentity: false });
  expect(await states()).toMatchObject({ login: "ok" });
});

test("doctor is not green on what it takes a superuser to close, and says so", async () => {
  await testTenant(tier, { kind: "database" });
  expect(await states()).toMatchObject({
    hardening: "weak",
    connect: "weak",
    dedicated: "weak",
    login: "ok",
  });
});

test("once a superuser has closed it, the plain admin goes on working, and doctor is green", async () => {
  await prepareControlPlane({ ...tier.urls, adminUrl: server.adminUrl }, secrets, { localIdentity: false });
  await prepareControlPlane(tier.urls, secrets, { localIdentity: false });
  expect(await states()).toMatchObject({ hardening: "ok", connect: "ok" });
  await liveAndDie("schema");
  await liveAndDie("database");
});
