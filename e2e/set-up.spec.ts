/**
 * The real server with the two logins that docs/operations.md names, on a PostgreSQL of somebody else's: no
 * superuser, and a pooler in front where there should be none.
 */
import { expect, test } from "@playwright/test";
import { withAdmin } from "../db/cluster/admin.ts";
import { freePort } from "../db/embedded/free-port.ts";
import { findPgBouncer, startPgBouncer } from "../db/testing/pgbouncer.ts";
import { startSecondServer } from "../db/testing/second-server.ts";
import { ask } from "./http.ts";
import { startServer } from "./server.ts";

test("boot says which right is missing, starts once it is there, and refuses a pooler on the admin's way", async () => {
  const postgres = await startSecondServer();
  try {
    const superuser = (text: string) =>
      withAdmin(postgres.adminUrl, (client) => client.query(text), { database: "postgres" });
    await superuser("CREATE ROLE plain_admin LOGIN CREATEROLE CREATEDB PASSWORD 'x'");
    await superuser("CREATE ROLE plain_app LOGIN NOINHERIT PASSWORD 'x'");
    await superuser("CREATE DATABASE plain OWNER plain_admin");
    const as = (login: string, at = new URL(postgres.adminUrl).port) =>
      `postgres://${login}:x@127.0.0.1:${at}/plain`;
    const port = await freePort();
    const boot = (adminUrl: string) =>
      startServer({
        port,
        dataDir: `/nowhere/${port}`,
        variables: {
          DATABASE_URL: as("plain_app"),
          DATABASE_ADMIN_URL: adminUrl,
          SESSION_SECRET: "e2e-session-secret-e2e-session-secret",
          SECRETS_KEY: "e2e-secrets-key-e2e-secrets-key-000000",
        },
      });

    const grant = 'GRANT "plain_app" TO "plain_admin" WITH ADMIN OPTION';
    const refused = await boot(as("plain_admin")).catch((error: Error) => error.message);
    expect(refused).toContain(grant);
    expect(refused).not.toMatch(/42501|\n {4}at /);

    await superuser(grant);
    const server = await boot(as("plain_admin"));
    expect((await ask({ port, path: "/readyz" })).status).toBe(200);
    await server.stop();

    if (!findPgBouncer()) return;
    const { port: upstream, username, password } = new URL(postgres.adminUrl);
    const pooler = await startPgBouncer(
      { port: Number(upstream), adminUser: username, adminPassword: password },
      2,
    );
    const pooled = await boot(as("plain_admin", String(pooler.port))).catch((error: Error) => error.message);
    await pooler.stop();
    expect(pooled).toMatch(/goes through a pooler.*Set DATABASE_ADMIN_URL/);
    expect(pooled).not.toMatch(/\n {4}at /);
  } finally {
    await postgres.remove();
  }
});
