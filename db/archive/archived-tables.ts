/** Which tables and columns go into an archive, and which of their rows: by what each table declares. */
import { getColumns, getTableName, getTableUniqueName } from "drizzle-orm";
import { getTableConfig } from "drizzle-orm/pg-core";
import pg from "pg";
import { CONTROL_TABLES } from "../control/declarations.ts";
import type { TableDeclaration } from "../declaration.ts";
import { TENANT_TABLES } from "../tenant/declarations.ts";
import type { Plane } from "./format.ts";

export type ArchivedTable = {
  plane: Plane;
  name: string;
  columns: string[];
  /** COPY's source. */
  source: string;
};

const NOT_COPIED = ["derived", "secret"];

/** In the order in which they are copied. `tenantId`: whose rows of the control plane. */
export const archivedTables = (tenantId: string): ArchivedTable[] => [
  ...CONTROL_TABLES.filter(({ isArchived }) => isArchived).map((declared) => ofControl(declared, tenantId)),
  ...TENANT_TABLES.filter(({ isArchived }) => isArchived).map(ofTenant),
];

function ofTenant(declared: TableDeclaration): ArchivedTable {
  const name = getTableName(declared.table);
  const columns = columnsOf(declared);
  return { plane: "tenant", name, columns, source: copySource({ name, columns }) };
}

/** What COPY reads or writes of a table that the search path leads to. */
export const copySource = ({ name, columns }: { name: string; columns: string[] }): string =>
  `${quoted(name)} (${columns.map(quoted).join(", ")})`;

function ofControl(declared: TableDeclaration, tenantId: string): ArchivedTable {
  const name = getTableName(declared.table);
  const columns = columnsOf(declared);
  const select = `SELECT ${columns.map(quoted).join(", ")} FROM ${quotedPath(declared)}`;
  return { plane: "control", name, columns, source: `(${select} WHERE ${rowsOf(declared, tenantId)})` };
}

/** Of a table that names tenants, the tenant's own; of people, those who are or were its members. */
export function rowsOf(declared: TableDeclaration, tenantId: string): string {
  const names = new Set(getTableConfig(declared.table).columns.map(({ name }) => name));
  const id = pg.escapeLiteral(tenantId);
  const name = getTableName(declared.table);
  if (names.has("tenant_id")) return `tenant_id = ${id}`;
  if (name === "tenants") return `id = ${id}`;
  if (declared.rows === "person")
    return `id IN (SELECT user_id FROM control.memberships WHERE tenant_id = ${id})`;
  throw new Error(`Nothing says which rows of ${getTableUniqueName(declared.table)} are a tenant's.`);
}

/** As the database calls them, without what it derives by itself and what lets somebody in. */
const columnsOf = ({ table, columns }: TableDeclaration): string[] =>
  Object.entries(getColumns(table))
    .filter(([key]) => !NOT_COPIED.includes(columns[key] ?? ""))
    .map(([, column]) => column.name);

export const secretColumns = ({ table, columns }: TableDeclaration): string[] =>
  Object.entries(getColumns(table))
    .filter(([key]) => columns[key] === "secret")
    .map(([, column]) => column.name);

export const quoted = (name: string): string => pg.escapeIdentifier(name);

export const quotedPath = ({ table }: TableDeclaration): string => {
  const { schema, name } = getTableConfig(table);
  return [schema, name].flatMap((part) => (part ? quoted(part) : [])).join(".");
};
