/** Three tenants made for a probe: a role, a schema, and a row that says whose it is. */
import type pg from "pg";
import { membershipStatement } from "../cluster/roles.ts";
import { newId } from "../id.ts";
import { tenantIdentifier } from "../routing/placement.ts";

export type ProbeNames = readonly [string, string, string];

/** Runs `work` with their names; never leaves them behind, whatever it finds. */
export async function withProbeTenants<T>(
  admin: pg.Client,
  login: string,
  work: (names: ProbeNames) => Promise<T>,
): Promise<T> {
  const names = [newId(), newId(), newId()].map(tenantIdentifier) as unknown as ProbeNames;
  try {
    for (const name of names) await makeProbe(admin, name, login);
    return await work(names);
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
