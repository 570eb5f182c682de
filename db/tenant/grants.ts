/** What a tenant's role may do with its own tables; applied after each migration. */
import pg from "pg";

const READ_WRITE = "SELECT, INSERT, UPDATE, DELETE";
/** Tables with fewer rights than the rest. */
const NARROWER: Record<string, string> = {
  activity: "UPDATE, DELETE",
  _migrations: "INSERT, UPDATE, DELETE",
};

/** Once, when the schema is made: rights on tables that later migrations add. */
export function defaultPrivileges(schema: string): string[] {
  const name = pg.escapeIdentifier(schema);
  return [
    `GRANT USAGE ON SCHEMA ${name} TO ${name}`,
    `ALTER DEFAULT PRIVILEGES IN SCHEMA ${name} GRANT ${READ_WRITE} ON TABLES TO ${name}`,
    `ALTER DEFAULT PRIVILEGES IN SCHEMA ${name} GRANT USAGE ON SEQUENCES TO ${name}`,
  ];
}

/** After each migration: history may be added to, and bookkeeping only read. */
export function narrowing(schema: string): string[] {
  const name = pg.escapeIdentifier(schema);
  return Object.entries(NARROWER).map(
    ([table, rights]) => `REVOKE ${rights} ON ${name}.${pg.escapeIdentifier(table)} FROM ${name}`,
  );
}

/** Takes away all that the role may do with what is in its schema; the schema itself stays known to it. */
export function noRights(schema: string): string[] {
  const name = pg.escapeIdentifier(schema);
  return [
    `REVOKE ALL ON ALL TABLES IN SCHEMA ${name} FROM ${name}`,
    `REVOKE ALL ON ALL SEQUENCES IN SCHEMA ${name} FROM ${name}`,
  ];
}

/** Gives it all back, as migrations would have left it. */
export function allRights(schema: string): string[] {
  const name = pg.escapeIdentifier(schema);
  return [
    `GRANT ${READ_WRITE} ON ALL TABLES IN SCHEMA ${name} TO ${name}`,
    `GRANT USAGE ON ALL SEQUENCES IN SCHEMA ${name} TO ${name}`,
    ...narrowing(schema),
  ];
}
