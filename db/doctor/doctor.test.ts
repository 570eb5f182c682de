/** Doctor is green on a sound set-up, and red on each thing that would break isolation. */
import pg from "pg";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { withAdmin } from "../cluster/admin.ts";
import type { DataTier } from "../data-tier.ts";
import { openDataTier } from "../data-tier.ts";
import { TEST_SECRETS_KEY } from "../testing/global-setup.ts";
import { type OwnServer, ownServerTier } from "../testing/own-server.ts";
import { findPgBouncer, startPgBouncer } from "../testing/pgbouncer.ts";
import { runDoctor } from "./run.ts";

let server: OwnServer;
let tier: DataTier;
beforeAll(async () => {
  server = await ownServerTier();
  tier = server.tier;
});
afterAll(() => server.remove());

const admin = (statement: string) => withAdmin(tier.urls.adminUrl, (client) => client.query(statement));
const failures = async (of: DataTier = tier) =>
  (await runDoctor(of)).filter(({ state }) => state === "failed").map(({ check }) => check);
/** A login of this test's own, so that what is broken on purpose breaks no other test. */
async function withLogin(
  attributes: string,
  work: (login: string, of: DataTier) => Promise<void>,
): Promise<void> {
  const login = `doctor_${Math.random().toString(36).slice(2, 8)}`;
  await admin(`CREATE ROLE ${login} LOGIN PASSWORD 'doctor' ${attributes}`);
  await admin(`ALTER ROLE ${login} SET search_path = "$user", extensions`);
  await admin(`GRANT shared_control_app TO ${login} WITH SET TRUE, INHERIT FALSE`);
  await admin(`GRANT CONNECT ON DATABASE shared TO ${login}`);
  const url = new URL(tier.urls.url);
  [url.username, url.password] = [login, "doctor"];
  const other = await openDataTier({ urls: { ...tier.urls, url: url.href }, secretsKey: TEST_SECRETS_KEY });
  try {
    await work(login, other);
  } finally {
    await other.close();
    await admin(`DROP OWNED BY ${login}; DROP ROLE ${login}`);
  }
}

describe("tenantry doctor", () => {
  test("finds nothing wrong with a sound installation, and leaves nothing behind", async () => {
    const schemas = "SELECT count(*)::int AS n FROM pg_namespace WHERE nspname ~ '^t_'";
    const before = (await admin(schemas)).rows;
    const verdicts = await runDoctor(tier);
    expect(verdicts.filter(({ state }) => state !== "ok")).toEqual([]);
    expect(verdicts.map(({ check }) => check)).toEqual(
      expect.arrayContaining([
        "version",
        "clock",
        "login",
        "switching",
        "neighbour",
        "outside",
        "session-state",
        "pipelining",
        "roles",
        "control-rows",
        "hardening",
        "connect",
        "capacity",
      ]),
    );
    expect((await admin(schemas)).rows).toEqual(before);
  });

  test("is red on a login with grants", async () => {
    await withLogin("NOINHERIT", async (login, of) => {
      expect(await failures(of)).toEqual([]);
      await admin(`GRANT SELECT ON control.tenants TO ${login}`);
      expect(await failures(of)).toEqual(["login"]);
    });
  });

  test("is red on a login that inherits: it reads tenants without the prelude", async () => {
    await withLogin("INHERIT", async (_login, of) => {
      expect(await failures(of)).toContain("login");
    });
  });

  test.each(["SUPERUSER", "CREATEROLE", "CREATEDB", "BYPASSRLS", "REPLICATION"])(
    "is red on a login with %s",
    async (power) => {
      await withLogin(`NOINHERIT ${power}`, async (_login, of) => {
        const [first] = (await runDoctor(of)).filter(({ state }) => state === "failed");
        expect(first).toMatchObject({ check: "login", detail: expect.stringContaining("may create roles") });
      });
    },
  );

  test("is red on a login that reads without the prelude", async () => {
    await withLogin("SUPERUSER", async (_login, of) => {
      expect(await failures(of)).toEqual(expect.arrayContaining(["login", "outside"]));
    });
  });

  test("is red on a login that owns a table", async () => {
    await withLogin("NOINHERIT", async (login, of) => {
      await admin(
        `CREATE TABLE owned_by_login (id int primary key); ALTER TABLE owned_by_login OWNER TO ${login}`,
      );
      expect(await failures(of)).toContain("login");
    });
  });

  test("is red where whatever is made is everybody's", async () => {
    const change = (verb: string) =>
      `ALTER DEFAULT PRIVILEGES ${verb} PUBLIC; ALTER DEFAULT PRIVILEGES ${verb.replace("USAGE ON SCHEMAS", "SELECT ON TABLES")} PUBLIC`;
    await admin(change("GRANT USAGE ON SCHEMAS TO"));
    const found = await failures();
    await admin(change("REVOKE USAGE ON SCHEMAS FROM"));
    expect(found).toEqual(expect.arrayContaining(["neighbour", "outside"]));
  });

  test("is red on a login that owns a large object, in whichever database", async () => {
    await withLogin("NOINHERIT", async (login, of) => {
      const own = `DO $do$ BEGIN EXECUTE format('ALTER LARGE OBJECT %s OWNER TO ${login}', lo_create(0)); END $do$`;
      const drop = `DROP OWNED BY ${login}`;
      await withAdmin(tier.urls.adminUrl, (client) => client.query(own), { database: "postgres" });
      const found = await failures(of);
      await withAdmin(tier.urls.adminUrl, (client) => client.query(drop), { database: "postgres" });
      expect(found).toEqual(["login"]);
    });
  });

  test.skipIf(!findPgBouncer())("is red where a pooler hands session settings on", async () => {
    const { port, username, password } = new URL(tier.urls.adminUrl);
    const upstream = { port: Number(port), adminUser: username, adminPassword: password };
    const pooler = await startPgBouncer(upstream, 1);
    const url = new URL(tier.urls.url);
    url.port = String(pooler.port);
    const behind = await openDataTier({
      urls: { ...tier.urls, url: url.href },
      secretsKey: TEST_SECRETS_KEY,
    });
    const careless = new pg.Client({ connectionString: url.href });
    await careless.connect();
    try {
      expect(await failures(behind)).toEqual([]);
      await careless.query("SET search_path = pg_catalog");
      expect(await failures(behind)).toContain("session-state");
    } finally {
      await careless.end();
      await behind.close();
      await pooler.stop();
    }
  });
});
