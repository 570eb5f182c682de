/**
 * The logins that the documents name, and no superuser: boot and command line say which statement is missing,
 * and two installations live on one server.
 */
import { afterAll, beforeAll, expect, test } from "vitest";
import { withAdmin } from "../cluster/admin.ts";
import { createSecrets } from "../control/secrets.ts";
import { openDataTier } from "../data-tier.ts";
import { runDoctor } from "../doctor/run.ts";
import { countMembers } from "../testing/count-members.ts";
import { TEST_SECRETS_KEY } from "../testing/global-setup.ts";
import { testTenant } from "../testing/scratch.ts";
import { type SecondServer, startSecondServer } from "../testing/second-server.ts";
import { tenantry } from "../testing/tenantry.ts";
import { prepareAllClusters } from "./clusters.ts";
import { prepareControlPlane } from "./control-plane.ts";

const secrets = createSecrets(TEST_SECRETS_KEY);
let server: SecondServer;
beforeAll(async () => {
  server = await startSecondServer();
});
afterAll(() => server.remove());

const superuser = (text: string, database = "postgres") =>
  withAdmin(server.adminUrl, (client) => client.query(text), { database });

/** As docs/operations.md makes them, the GRANT aside; answers the URLs. */
async function install(name: string) {
  await superuser(`CREATE ROLE ${name}_admin LOGIN CREATEROLE CREATEDB PASSWORD 'x'`);
  await superuser(`CREATE ROLE ${name}_login LOGIN NOINHERIT PASSWORD 'x'`);
  await superuser(`CREATE DATABASE ${name} OWNER ${name}_admin`);
  const as = (login: string) => {
    const url = new URL(server.adminUrl);
    [url.username, url.password, url.pathname] = [login, "x", `/${name}`];
    return url.href;
  };
  return { url: as(`${name}_login`), adminUrl: as(`${name}_admin`) };
}
const grant = (name: string) => `GRANT "${name}_login" TO "${name}_admin" WITH ADMIN OPTION`;

test("an admin without rights on the app's login is told the statement, and nothing is made", async () => {
  const urls = await install("bare");
  await expect(prepareControlPlane(urls, secrets, { localIdentity: false })).rejects.toThrow(grant("bare"));
  const { code, err } = await tenantry({ urls }, "tenants", "list");
  expect({ code, err }).toEqual({ code: 1, err: expect.stringContaining(grant("bare")) });
  expect(err).not.toMatch(/42501|\n {4}at /);
  const { rowCount } = await superuser("SELECT FROM pg_roles WHERE rolname ~ '^bare_control'");
  expect(rowCount).toBe(0);
});

test.each([
  [
    "ALTER ROLE weak_admin NOCREATEROLE",
    'ALTER ROLE "weak_admin" CREATEROLE',
    "ALTER ROLE weak_admin CREATEROLE",
  ],
  ["ALTER ROLE weak_admin NOCREATEDB", 'ALTER ROLE "weak_admin" CREATEDB', "ALTER ROLE weak_admin CREATEDB"],
  [
    "ALTER DATABASE weak OWNER TO postgres",
    'ALTER DATABASE "weak" OWNER TO "weak_admin"',
    "ALTER DATABASE weak OWNER TO weak_admin",
  ],
])("after %s, boot and doctor ask for it", async (down, missing, up) => {
  weak ??= installed("weak");
  const urls = await weak;
  await superuser(down);
  await expect(prepareControlPlane(urls, secrets, { localIdentity: false })).rejects.toThrow(missing);
  const { out } = await tenantry({ urls }, "doctor");
  await superuser(up);
  expect(out).toContain(missing);
});
let weak: ReturnType<typeof install> | undefined;

async function installed(name: string) {
  const urls = await install(name);
  await superuser(grant(name));
  await prepareControlPlane(urls, secrets, { localIdentity: true });
  return urls;
}

test("two installations on one server serve side by side, each with roles of its own", async () => {
  const tiers = await Promise.all(
    (await Promise.all([installed("one"), installed("other")])).map((urls) =>
      openDataTier({ urls, secretsKey: TEST_SECRETS_KEY }),
    ),
  );
  for (const tier of tiers) {
    const tenant = await testTenant(tier);
    expect(await tier.tenantRouter.connect(tenant).read(countMembers)).toBe(1);
    expect(await prepareAllClusters(tier)).toEqual([]);
    const failures = (await runDoctor(tier)).filter(({ state }) => state === "failed");
    expect(failures).toEqual([]);
    await tier.close();
  }
});

test("an installation from before its roles had a name of their own keeps them", async () => {
  const urls = await installed("former");
  await superuser(
    "ALTER ROLE former_control_app RENAME TO control_app; ALTER ROLE former_control_tenant RENAME TO control_tenant; ALTER ROLE former_control_jobs RENAME TO tenantry_jobs",
  );
  await prepareControlPlane(urls, secrets, { localIdentity: true });
  const tier = await openDataTier({ urls, secretsKey: TEST_SECRETS_KEY });
  const tenant = await testTenant(tier);
  expect(await tier.tenantRouter.connect(tenant).read(countMembers)).toBe(1);
  await tier.close();
  expect((await superuser("SELECT FROM pg_roles WHERE rolname ~ '^former_control'")).rowCount).toBe(0);
});
