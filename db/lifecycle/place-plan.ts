/**
 * The statements that make a tenant's place: what is made in one flight and what is made step by step are the
 * same. Pure.
 */
import pg from "pg";
import { TENANT_IDENTIFIER } from "../routing/placement.ts";
import { defaultPrivileges } from "../tenant/grants.ts";

const quote = pg.escapeIdentifier;

/** The name as it is. Throws on one that is no tenant's, before any SQL. */
export function tenantName(name: string): string {
  if (!TENANT_IDENTIFIER.test(name)) throw new TypeError("Not the schema of a tenant.");
  return name;
}

/** The role that may use one tenant's schema: nobody signs in as it, and it inherits nothing. */
export const createRole = (role: string): string =>
  `CREATE ROLE ${quote(tenantName(role))} NOLOGIN NOINHERIT`;

/** In one transaction: a schema without its rights would be nobody's. */
export const createSchema = (schema: string): string[] => [
  `CREATE SCHEMA ${quote(tenantName(schema))}`,
  ...defaultPrivileges(schema),
];

/** From the template that nobody can have changed, or be connected to. In no transaction. */
export const createDatabase = (database: string): string =>
  `CREATE DATABASE ${quote(tenantName(database))} TEMPLATE template0`;
