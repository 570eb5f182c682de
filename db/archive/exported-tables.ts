/** What owners take along: which tables, columns and rows, by what each table declares. */
import { getColumns, getTableName, type SQL } from "drizzle-orm";
import { type AnyPgTable, getTableConfig, PgDialect } from "drizzle-orm/pg-core";
import { CONTROL_TABLES } from "../control/declarations.ts";
import { type TableDeclaration, TREATMENT } from "../declaration.ts";
import { TENANT_TABLES } from "../tenant/declarations.ts";
import { quoted, quotedPath, rowsOf } from "./archived-tables.ts";
import type { Plane } from "./format.ts";

export type ExportedTable = {
  plane: Plane;
  name: string;
  columns: string[];
  /** COPY's source: a JSON object a row, with the columns' names. */
  source: string;
  /** COPY's source: how many rows there are. */
  counting: string;
};

export type ExportScope = {
  tenantId: string;
  /** Also what is in the trash, and what belongs to it. */
  withTrash: boolean;
};

/** In the order in which they are copied. */
export const exportedTables = ({ tenantId, withTrash }: ExportScope): ExportedTable[] => [
  ...CONTROL_TABLES.filter(({ isExported }) => isExported).map((declared) =>
    described("control", declared, [rowsOf(declared, tenantId), whenOf(declared)]),
  ),
  ...TENANT_TABLES.filter(({ isExported }) => isExported).map((declared) =>
    described("tenant", declared, [
      whenOf(declared),
      withTrash ? undefined : notInTrash(declared.table, getTableName(declared.table)),
    ]),
  ),
];

function described(
  plane: Plane,
  declared: TableDeclaration,
  conditions: (string | undefined)[],
): ExportedTable {
  const { table } = declared;
  const columns = columnsOf(declared);
  const all = conditions.filter((condition) => condition !== undefined).map((condition) => `(${condition})`);
  const where = all.length > 0 ? ` WHERE ${all.join(" AND ")}` : "";
  const rows = `FROM ${quotedPath(declared)}${where}`;
  return {
    plane,
    name: getTableName(table),
    columns,
    source: `(SELECT row_to_json(r) FROM (SELECT ${columns.map(quoted).join(", ")} ${rows}${inOrder(table)}) r)`,
    counting: `(SELECT count(*) ${rows})`,
  };
}

/** As the database calls them, but what is nobody's to have, or made of the other columns. */
const columnsOf = ({ table, columns }: TableDeclaration): string[] =>
  Object.entries(getColumns(table))
    .filter(([key]) => TREATMENT[columns[key] ?? "secret"].isExported)
    .map(([, column]) => column.name);

/** By primary key: read twice, they come in the same order. */
function inOrder(table: AnyPgTable): string {
  const { columns, primaryKeys } = getTableConfig(table);
  const keys = primaryKeys[0]?.columns ?? columns.filter(({ primary }) => primary);
  return keys.length > 0 ? ` ORDER BY ${keys.map(({ name }) => quoted(name)).join(", ")}` : "";
}

const dialect = new PgDialect();

function whenOf({ exportedWhen }: TableDeclaration): string | undefined {
  if (!exportedWhen) return undefined;
  return dialect.sqlToQuery((exportedWhen as SQL).inlineParams()).sql;
}

function notInTrash(table: AnyPgTable, alias: string): string | undefined {
  const trashed = inTrash(table, alias);
  return trashed && `NOT (${trashed})`;
}

/** It was deleted, or what it belongs to was. Undefined where neither can be. */
function inTrash(table: AnyPgTable, alias: string): string | undefined {
  const { columns, foreignKeys } = getTableConfig(table);
  const own = columns.some(({ name }) => name === "deleted_at")
    ? [`${quoted(alias)}.deleted_at IS NOT NULL`]
    : [];
  const others = foreignKeys.flatMap((key, at) => {
    const { columns: from, foreignColumns: to, foreignTable } = key.reference();
    const other = `${alias}_${at}`;
    const trashed = foreignTable === table ? undefined : inTrash(foreignTable, other);
    if (!trashed) return [];
    const isIt = from.map(
      (column, n) =>
        `${quoted(other)}.${quoted(to[n]?.name ?? "")} = ${quoted(alias)}.${quoted(column.name)}`,
    );
    return [
      `EXISTS (SELECT FROM ${quoted(getTableName(foreignTable))} ${quoted(other)} WHERE ${isIt.join(" AND ")} AND (${trashed}))`,
    ];
  });
  const all = [...own, ...others];
  return all.length > 0 ? all.join(" OR ") : undefined;
}
