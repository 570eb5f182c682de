/**
 * Each login comes into its own database, and into no other; what was made before this was so is brought up
 * to date.
 */
import pg from "pg";
import { afterAll, beforeAll, expect, test } from "vitest";
import { urlOfDatabase } from "../control/clusters.ts";
import type { DataTier } from "../data-tier.ts";
import { deleteTenant } from "../lifecycle/delete.ts";
import { dropPlace } from "../lifecycle/drop-place.ts";
import { purgeTenant } from "../lifecycle/purge.ts";
import type { Tenant } from "../routing/tenant.ts";
import { prepareAllClusters } from "../setup/clusters.ts";
import { adminQuery } from "../testing/query.ts";
import { scratchDataTier, testTenant } from "../testing/scratch.ts";
import { withAdmin } from "./admin.ts";
import { MAINTENANCE_DATABASES } from "./connect-rights.ts";
import { openWays } from "./hardening.ts";

const REFUSED = "42501";

let tier: DataTier;
let dedicated: Tenant;
let other: Tenant;
beforeAll(async () => {
  tier = await scratchDataTier();
  dedicated = await testTenant(tier, { kind: "database" });
  other = await testTenant(tier, { kind: "database" });
});
afterAll(() => tier.close());

const shared = () => new URL(tier.urls.adminUrl).pathname.slice(1);

/** On the server itself, with a login: answers the code of the refusal, or "in". */
async function enter(login: { user: string; password: string }, database: string): Promise<string> {
  const url = new URL(urlOfDatabase(tier.urls.adminUrl, database));
  [url.username, url.password] = [login.user, login.password];
  const client = new pg.Client({ connectionString: url.href });
  try {
    await client.connect();
    return "in";
  } catch (error) {
    return (error as { code?: string }).code ?? "no code";
  } finally {
    await client.end();
  }
}

const ownLogin = ({ placement }: Tenant) => ({
  user: placement.login!.user,
  password: tier.secrets.open(placement.login!.sealedPassword),
});
const appLogin = () => {
  const { username, password } = new URL(tier.urls.url);
  return { user: username, password };
};

test("the login of a dedicated database comes into no other: not the shared one, not a neighbour's, not the server's own", async () => {
  const login = ownLogin(dedicated);
  expect(await enter(login, dedicated.placement.database)).toBe("in");
  for (const database of [shared(), other.placement.database, ...MAINTENANCE_DATABASES])
    expect([database, await enter(login, database)]).toEqual([database, REFUSED]);
});

test("the login that all others share comes into no dedicated database, nor into the server's own", async () => {
  expect(await enter(appLogin(), shared())).toBe("in");
  for (const database of [dedicated.placement.database, ...MAINTENANCE_DATABASES])
    expect([database, await enter(appLogin(), database)]).toEqual([database, REFUSED]);
});

test("databases that were made before have their walls after the next start", async () => {
  const { database } = dedicated.placement;
  const open = `GRANT CONNECT, TEMP ON DATABASE "${database}" TO PUBLIC;
    GRANT EXECUTE ON FUNCTION pg_notify(text, text), lo_creat(int) TO PUBLIC`;
  for (const name of [database, shared()])
    await withAdmin(tier.urls.adminUrl, (client) => client.query(open), { database: name });
  expect(await enter(appLogin(), database)).toBe("in");

  expect(await prepareAllClusters(tier)).toEqual([]);
  expect(await enter(appLogin(), database)).toBe(REFUSED);
  for (const name of [database, shared()])
    expect(await withAdmin(tier.urls.adminUrl, openWays, { database: name })).toEqual([]);
  // Who belongs there was not locked out.
  expect(await enter(ownLogin(dedicated), database)).toBe("in");
  const { id } = await testTenant(tier, { kind: "schema" });
  expect(id).toBeTruthy();
});

test("a database that cannot be prepared is reported, and the others are", async () => {
  const gone = await testTenant(tier, { kind: "database" });
  await adminQuery(tier, `DROP DATABASE "${gone.placement.database}" WITH (FORCE)`);
  const { database } = other.placement;
  await adminQuery(tier, `GRANT CONNECT ON DATABASE "${database}" TO PUBLIC`);
  await adminQuery(tier, `ALTER DATABASE "${dedicated.placement.database}" WITH ALLOW_CONNECTIONS false`);
  const failures = await prepareAllClusters(tier);
  await adminQuery(tier, `ALTER DATABASE "${dedicated.placement.database}" WITH ALLOW_CONNECTIONS true`);
  expect(failures).toMatchObject([{ cluster: "main", database: dedicated.placement.database }]);
  expect(await enter(appLogin(), database)).toBe(REFUSED);
});

test.each(["schema", "database"] as const)(
  "a tenant in a %s whose role came to own something elsewhere is purged all the same",
  async (kind) => {
    const { id, placement } = await testTenant(tier, { kind });
    const owner = placement.login?.user ?? placement.role;
    // Large objects belong to a role and to no schema; so do rights on them.
    for (const database of [shared(), "postgres"]) {
      const make = `DO $do$ DECLARE it oid := lo_create(0); BEGIN
        EXECUTE format('ALTER LARGE OBJECT %s OWNER TO %I', it, '${owner}');
        EXECUTE format('GRANT SELECT ON LARGE OBJECT %s TO %I', it, '${placement.role}'); END $do$`;
      await withAdmin(tier.urls.adminUrl, (client) => client.query(make), { database });
    }
    const actor = { kind: "staff", id: "user_staff" } as const;
    await deleteTenant(tier, id, { actor });
    expect(await purgeTenant(tier, id, { actor })).toBe(true);
    const left = await adminQuery(tier, "SELECT rolname FROM pg_roles WHERE rolname LIKE $1 || '%'", [
      placement.role,
    ]);
    expect(left).toEqual([]);
  },
);

test("nothing is dropped that has not the name of a tenant's place", async () => {
  const { placement } = await testTenant(tier);
  for (const name of ["control", "public", "control_app", "tenantry_app", `${placement.schema}_x`])
    await expect(dropPlace(tier, { ...placement, schema: name, role: name })).rejects.toThrow(TypeError);
  for (const foreign of [{ role: "control_app" }, { role: other.placement.role }])
    await expect(dropPlace(tier, { ...placement, ...foreign })).rejects.toThrow(TypeError);
  for (const database of [shared(), other.placement.database])
    await expect(dropPlace(tier, { ...dedicated.placement, database })).rejects.toThrow(TypeError);
});
