/** A live probe: two tenants made for it, through the configured way in, then removed. */
import pg from "pg";
import { membershipStatement } from "../cluster/roles.ts";
import { newId } from "../id.ts";
import { tenantIdentifier } from "../routing/placement.ts";
import { sqlState } from "../routing/sql-errors.ts";
import { runTransaction, type Transaction } from "../routing/transaction.ts";
import { type Finding, failed, ok } from "./verdict.ts";

const CLIENTS = 4;
const SWITCHES = 200;
const REFUSED = "42501";

type Seen = { role: string; schema: string };

/** Never leaves its tenants behind, whatever it finds. */
export async function probeIsolation(admin: pg.Client, url: string, login: string): Promise<Finding[]> {
  const names = [tenantIdentifier(newId()), tenantIdentifier(newId())] as const;
  try {
    for (const name of names) await makeProbe(admin, name, login);
    const clients = await Promise.all(Array.from({ length: CLIENTS }, () => open(url)));
    try {
      const clean = await leaks(clients, login);
      if (clean.state === "failed") return [clean];
      return [
        clean,
        await switches(clients, names),
        await neighbours(clients, names),
        await outside(clients, names),
      ];
    } finally {
      await Promise.all(clients.map((client) => client.end()));
    }
  } catch (error) {
    return [failed("isolation-probe", `The probe could not run: ${(error as Error).message}`)];
  } finally {
    for (const name of names) await dropProbe(admin, name);
  }
}

async function makeProbe(admin: pg.Client, name: string, login: string): Promise<void> {
  await admin.query(
    `CREATE ROLE "${name}" NOLOGIN NOINHERIT; CREATE SCHEMA "${name}"; GRANT USAGE ON SCHEMA "${name}" TO "${name}";
     CREATE TABLE "${name}".probe AS SELECT '${name}' AS name; GRANT SELECT ON "${name}".probe TO "${name}"`,
  );
  await admin.query(await membershipStatement(admin, name, login));
}

async function dropProbe(admin: pg.Client, name: string): Promise<void> {
  await admin.query(`DROP SCHEMA IF EXISTS "${name}" CASCADE`).catch(() => {});
  await admin.query(`DROP ROLE IF EXISTS "${name}"`).catch(() => {});
}

async function open(url: string): Promise<pg.Client> {
  const client = new pg.Client({
    connectionString: url,
    application_name: "tenantry:doctor",
    pipeline: true,
  } as pg.ClientConfig);
  client.on("error", () => {});
  await client.connect();
  return client;
}

const as = <T>(client: pg.Client, role: string, work: (tx: Transaction) => Promise<T>) =>
  runTransaction({ client, release: () => {} }, { readOnly: true, role }, work);

/** Many transactions in turn, on several connections at once: each must see its own role, schema and row. */
async function switches(clients: pg.Client[], names: readonly [string, string]): Promise<Finding> {
  let wrong = 0;
  const runner = async (client: pg.Client, offset: number) => {
    for (let n = 0; n < SWITCHES / CLIENTS; n++) {
      const name = names[(n + offset) % 2 === 0 ? 0 : 1];
      const { rows } = await as(client, name, (tx) =>
        tx.execute<Seen & { name: string }>(
          "select current_user as role, current_schema() as schema, name from probe",
        ),
      );
      const row = rows[0];
      if (row?.role !== name || row.schema !== name || row.name !== name) wrong++;
    }
  };
  await Promise.all(clients.map(runner));
  return wrong > 0
    ? failed(
        "switching",
        `${wrong} of ${SWITCHES} transactions saw another tenant. Stop serving, and look at the pooler's mode.`,
      )
    : ok("switching", `${SWITCHES} transactions over ${CLIENTS} connections, each saw its own tenant`);
}

async function neighbours(
  [client]: pg.Client[],
  [mine, theirs]: readonly [string, string],
): Promise<Finding> {
  if (!client) return failed("neighbour", "No connection.");
  const refusal = await as(client, mine, (tx) => tx.execute(`select * from "${theirs}".probe`)).then(
    () => undefined,
    (error: unknown) => sqlState(error),
  );
  return refusal === REFUSED
    ? ok("neighbour", "a tenant that asks for another's table is refused by the database")
    : failed(
        "neighbour",
        `A tenant's role may read another's table (${refusal ?? "no error"}). Look at the grants on its schema.`,
      );
}

/** The login by itself, as a query that escaped its transaction. */
async function outside([client]: pg.Client[], [mine]: readonly [string, string]): Promise<Finding> {
  const refusal = await client?.query(`SELECT * FROM "${mine}".probe`).then(
    () => undefined,
    (error: unknown) => sqlState(error),
  );
  return refusal === REFUSED
    ? ok("outside", "without the prelude the login is refused")
    : failed(
        "outside",
        "Without the prelude the login reads a tenant's table. It must own nothing and inherit nothing.",
      );
}

/** Fresh connections must be clean: what one session set may not be waiting in another. */
async function leaks(clients: pg.Client[], login: string): Promise<Finding> {
  for (const client of clients) {
    const { rows } = await client.query<{ role: string; path: string }>(
      "SELECT current_user AS role, current_setting('search_path') AS path",
    );
    const { role, path } = rows[0] ?? { role: "", path: "" };
    if (role !== login || !path.startsWith('"$user"')) {
      return failed(
        "session-state",
        `A fresh connection came as ${role} with search_path ${path}: somebody's session settings are handed on. Nobody else may use this pool, and nothing may SET without LOCAL.`,
      );
    }
  }
  return ok("session-state", "fresh connections are clean");
}
