/** Each wall of a server is taken down once: doctor turns red, and green again when it stands. */
import { afterAll, beforeAll, expect, test } from "vitest";
import { withAdmin } from "../cluster/admin.ts";
import type { DataTier } from "../data-tier.ts";
import type { Tenant } from "../routing/tenant.ts";
import { type OwnServer, ownServerTier } from "../testing/own-server.ts";
import { testTenant } from "../testing/scratch.ts";
import { runDoctor } from "./run.ts";

let server: OwnServer;
let tier: DataTier;
let dedicated: Tenant;
let shared: Tenant;
beforeAll(async () => {
  server = await ownServerTier();
  tier = server.tier;
  dedicated = await testTenant(tier, { kind: "database" });
  shared = await testTenant(tier, { kind: "schema" });
});
afterAll(() => server.remove());

/** Fills in the names of the tenants that this file has. */
const filled = (text: string) =>
  text
    .replaceAll("DEDICATED", `"${dedicated.placement.database}"`)
    .replaceAll("OWN_LOGIN", `"${dedicated.placement.login?.user}"`)
    .replaceAll("SHARED_ROLE", `"${shared.placement.role}"`);
const admin = (text: string, database = "shared") =>
  withAdmin(tier.urls.adminUrl, (client) => client.query(filled(text)), { database });
const red = async () =>
  (await runDoctor(tier)).filter(({ state }) => state === "failed").map(({ check }) => check);

/** check, what is done to the server, how it is undone, and in which database. */
const WALLS: [check: string, down: string, up: string, within?: string][] = [
  [
    "hardening",
    "GRANT EXECUTE ON FUNCTION pg_notify(text, text) TO PUBLIC",
    "REVOKE EXECUTE ON FUNCTION pg_notify(text, text) FROM PUBLIC",
  ],
  [
    "hardening",
    "GRANT EXECUTE ON FUNCTION set_config TO PUBLIC",
    "REVOKE EXECUTE ON FUNCTION set_config FROM PUBLIC",
  ],
  [
    "hardening",
    "GRANT EXECUTE ON FUNCTION pg_advisory_lock(bigint) TO PUBLIC",
    "REVOKE EXECUTE ON FUNCTION pg_advisory_lock(bigint) FROM PUBLIC",
  ],
  [
    "hardening",
    "GRANT EXECUTE ON FUNCTION lo_creat TO PUBLIC",
    "REVOKE EXECUTE ON FUNCTION lo_creat FROM PUBLIC",
  ],
  [
    "hardening",
    "GRANT EXECUTE ON FUNCTION pg_terminate_backend TO PUBLIC",
    "REVOKE EXECUTE ON FUNCTION pg_terminate_backend FROM PUBLIC",
  ],
  [
    "hardening",
    "GRANT EXECUTE ON FUNCTION pg_export_snapshot TO PUBLIC",
    "REVOKE EXECUTE ON FUNCTION pg_export_snapshot FROM PUBLIC",
  ],
  ["hardening", "GRANT UPDATE ON pg_settings TO PUBLIC", "REVOKE UPDATE ON pg_settings FROM PUBLIC"],
  ["hardening", "GRANT TEMP ON DATABASE shared TO PUBLIC", "REVOKE TEMP ON DATABASE shared FROM PUBLIC"],
  [
    "extensions",
    "GRANT CREATE ON SCHEMA extensions TO PUBLIC",
    "REVOKE CREATE ON SCHEMA extensions FROM PUBLIC",
  ],
  [
    "extensions",
    "REVOKE USAGE ON SCHEMA extensions FROM PUBLIC",
    "GRANT USAGE ON SCHEMA extensions TO PUBLIC",
  ],
  ["public-schema", "GRANT CREATE ON SCHEMA public TO PUBLIC", "REVOKE CREATE ON SCHEMA public FROM PUBLIC"],
  [
    "dedicated",
    "GRANT EXECUTE ON FUNCTION pg_notify(text, text) TO PUBLIC",
    "REVOKE EXECUTE ON FUNCTION pg_notify(text, text) FROM PUBLIC",
    "DEDICATED",
  ],
  [
    "dedicated",
    "GRANT TEMP ON DATABASE DEDICATED TO PUBLIC",
    "REVOKE TEMP ON DATABASE DEDICATED FROM PUBLIC",
  ],
  [
    "connect",
    "GRANT CONNECT ON DATABASE DEDICATED TO PUBLIC",
    "REVOKE CONNECT ON DATABASE DEDICATED FROM PUBLIC",
  ],
  [
    "connect",
    "GRANT CONNECT ON DATABASE DEDICATED TO tenantry_app",
    "REVOKE CONNECT ON DATABASE DEDICATED FROM tenantry_app",
  ],
  ["connect", "GRANT CONNECT ON DATABASE shared TO PUBLIC", "REVOKE CONNECT ON DATABASE shared FROM PUBLIC"],
  [
    "connect",
    "GRANT CONNECT ON DATABASE shared TO OWN_LOGIN",
    "REVOKE CONNECT ON DATABASE shared FROM OWN_LOGIN",
  ],
  [
    "connect",
    "GRANT CONNECT ON DATABASE template1 TO PUBLIC",
    "REVOKE CONNECT ON DATABASE template1 FROM PUBLIC",
  ],
  [
    "connect",
    "GRANT CONNECT ON DATABASE postgres TO OWN_LOGIN",
    "REVOKE CONNECT ON DATABASE postgres FROM OWN_LOGIN",
  ],
  ["roles", "ALTER ROLE SHARED_ROLE BYPASSRLS", "ALTER ROLE SHARED_ROLE NOBYPASSRLS"],
  ["roles", "ALTER ROLE SHARED_ROLE LOGIN", "ALTER ROLE SHARED_ROLE NOLOGIN"],
  ["roles", "ALTER ROLE OWN_LOGIN INHERIT", "ALTER ROLE OWN_LOGIN NOINHERIT"],
  ["roles", "ALTER ROLE shared_control_tenant BYPASSRLS", "ALTER ROLE shared_control_tenant NOBYPASSRLS"],
  ["roles", "GRANT SHARED_ROLE TO OWN_LOGIN", "REVOKE SHARED_ROLE FROM OWN_LOGIN"],
  ["roles", "GRANT shared_control_app TO SHARED_ROLE", "REVOKE shared_control_app FROM SHARED_ROLE"],
  ["roles", "GRANT pg_read_all_data TO tenantry_app", "REVOKE pg_read_all_data FROM tenantry_app"],
  [
    "roles",
    "GRANT USAGE ON SCHEMA SHARED_ROLE TO shared_control_app",
    "REVOKE USAGE ON SCHEMA SHARED_ROLE FROM shared_control_app",
  ],
  [
    "roles",
    "GRANT SELECT ON SHARED_ROLE.projects TO PUBLIC",
    "REVOKE SELECT ON SHARED_ROLE.projects FROM PUBLIC",
  ],
  [
    "control-rows",
    "ALTER TABLE control.sessions NO FORCE ROW LEVEL SECURITY",
    "ALTER TABLE control.sessions FORCE ROW LEVEL SECURITY",
  ],
  [
    "control-rows",
    "ALTER TABLE control.memberships DISABLE ROW LEVEL SECURITY",
    "ALTER TABLE control.memberships ENABLE ROW LEVEL SECURITY",
  ],
  [
    "control-rows",
    "GRANT SELECT ON control.staff_tickets TO shared_control_tenant",
    "REVOKE SELECT ON control.staff_tickets FROM shared_control_tenant",
  ],
  [
    "control-rows",
    "GRANT SELECT ON control.tenants TO shared_control_tenant",
    "REVOKE SELECT ON control.tenants FROM shared_control_tenant",
  ],
  [
    "control-rows",
    "CREATE POLICY wide ON control.domains USING (true)",
    "DROP POLICY wide ON control.domains",
  ],
];

test("all walls stand", async () => {
  const verdicts = await runDoctor(tier);
  expect(verdicts.filter(({ state }) => state !== "ok")).toEqual([]);
});

test.each(WALLS)("%s is red after %s", async (check, down, up, within) => {
  const database = within && dedicated.placement.database;
  await admin(down, database);
  const after = await red();
  await admin(up, database);
  expect(after).toContain(check);
});

test("and all of them stand again", async () => {
  expect(await red()).toEqual([]);
});

test("a dedicated database has nothing of what somebody left in the server's template", async () => {
  await admin(
    "GRANT CONNECT ON DATABASE template1 TO tenantry_app; CREATE TABLE left_there (id int)",
    "template1",
  );
  const { placement } = await testTenant(tier, { kind: "database" });
  await admin("REVOKE CONNECT ON DATABASE template1 FROM tenantry_app; DROP TABLE left_there", "template1");
  const { rows } = await admin("SELECT to_regclass('public.left_there') AS found", placement.database);
  expect(rows).toEqual([{ found: null }]);
});

test("a database of somebody else's that everybody may enter is told, as a weakness", async () => {
  await admin("CREATE DATABASE foreign_one");
  const [verdict] = (await runDoctor(tier)).filter(({ check }) => check === "connect");
  await admin("DROP DATABASE foreign_one");
  expect(verdict).toMatchObject({ state: "weak" });
  expect(verdict?.detail).toContain("everybody comes into database foreign_one");
});
