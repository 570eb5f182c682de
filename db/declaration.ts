/**
 * What a table says of itself. Archive, export, erasure, masking, purge and the sweeping job read nothing
 * else: a table or a column that is not declared does not exist to them, and fails a test.
 */
import type { SQL } from "drizzle-orm";
import type { AnyPgColumn, AnyPgTable } from "drizzle-orm/pg-core";

/**
 * What a column holds.
 * - `plain`: nothing of a person, nothing secret.
 * - `personId`: a person's id. Stays when the person is erased: without their row it names nobody.
 * - `name`, `email`, `phone`, `picture`, `device`, `ip`: of one person.
 * - `text`: whatever people wrote, or a provider sent; may speak of a person.
 * - `derived`: what the database itself makes of the row's other columns. Never written, never copied.
 * - `secret`: lets somebody in, or proves something. Leaves the database in no form.
 */
export type ColumnContent =
  | "plain"
  | "personId"
  | "name"
  | "email"
  | "phone"
  | "picture"
  | "device"
  | "ip"
  | "text"
  | "derived"
  | "secret";

/** Whose the rows are. A tenant's go with its purge, a person's with their erasure, the platform's stay. */
export type RowOwner = "tenant" | "person" | "platform";

/** How long rows are kept: `days` after `since`, of those rows where `when` holds. */
export type Retention = {
  days: number;
  since: AnyPgColumn;
  when?: SQL;
  /**
   * Columns that are emptied at that time, with what is put there; the row stays. Without it the row goes.
   */
  emptied?: Record<string, SQL>;
};

type ColumnsOf<T extends AnyPgTable> = Record<keyof T["_"]["columns"], ColumnContent>;

export type TableDeclaration = {
  table: AnyPgTable;
  rows: RowOwner;
  columns: Record<string, ColumnContent>;
  /** Whether a tenant's rows of it go into the tenant's archive, and with the tenant when it moves. */
  isArchived: boolean;
  /**
   * Of what is archived of the control plane: whether a tenant that is made from the archive begins with it.
   * A tenant's own tables all are.
   */
  isCopied: boolean;
  /** Whether owners take it along in an export: of a tenant's rows those where `exportedWhen` holds. */
  isExported: boolean;
  exportedWhen: SQL | undefined;
  /** Whether its rows go along when the tenant changes places. */
  isMoved: boolean;
  /** Undefined: no column of it is of a person. */
  erasure: Erasure | undefined;
  /** Undefined: kept until its owner goes. */
  retention: Retention[];
};

/** Which rows are one person's, and what becomes of them when the person is erased. */
type Erasure = {
  /** The property of the column that names the person. */
  column: string;
  /** What that column holds: their id, or an address of theirs. */
  by: "id" | "address";
  /**
   * `deleted`: the rows go. `emptied`: they stay, and each column becomes what `TREATMENT` says; in a table
   * whose rows are people's, what the person wrote of themselves (`text`) is emptied as well.
   */
  how: "deleted" | "emptied";
  /** Rows that are left alone: they are everybody's. */
  unless?: SQL | undefined;
};

/** Every column has to be named: one that was added and not declared is an error of types already. */
export function declare<T extends AnyPgTable>(
  table: T,
  rows: RowOwner,
  {
    columns,
    isArchived = false,
    isCopied = false,
    isExported = isArchived && rows === "tenant",
    exportedWhen,
    isMoved = true,
    erasedBy,
    retention = [],
  }: Options<T>,
): TableDeclaration {
  const erasure = erasedBy && { by: "id" as const, how: "deleted" as const, ...erasedBy };
  const exported = { isExported, exportedWhen };
  return { table, rows, columns, isArchived, isCopied, ...exported, isMoved, erasure, retention };
}

type Options<T extends AnyPgTable> = {
  columns: ColumnsOf<T>;
  isArchived?: boolean;
  isCopied?: boolean;
  /** Default: what is the tenant's own and archived. */
  isExported?: boolean;
  exportedWhen?: SQL;
  /** Default: true. */
  isMoved?: boolean;
  /** Default: by id, and the rows go. */
  erasedBy?: { column: keyof T["_"]["columns"] & string } & Partial<Pick<Erasure, "by" | "how" | "unless">>;
  retention?: Retention[];
};

/** Where addresses are that are made up for who was erased: nobody has one there (RFC 2606). */
export const ERASED_DOMAIN = "erased.invalid";

/**
 * What becomes of a column by what it holds. `erased`: written in its place when its person is erased;
 * `masked`: shown in its place where a copy is made for other eyes; `isExported`: handed out to the person,
 * or to the owners of the workspace.
 */
export const TREATMENT: Record<
  ColumnContent,
  { erased: "kept" | "null" | "madeUp"; masked: "kept" | "null" | "madeUp"; isExported: boolean }
> = {
  plain: { erased: "kept", masked: "kept", isExported: true },
  personId: { erased: "kept", masked: "kept", isExported: true },
  name: { erased: "null", masked: "madeUp", isExported: true },
  email: { erased: "madeUp", masked: "madeUp", isExported: true },
  phone: { erased: "null", masked: "null", isExported: true },
  picture: { erased: "null", masked: "null", isExported: true },
  device: { erased: "null", masked: "null", isExported: true },
  ip: { erased: "null", masked: "null", isExported: true },
  text: { erased: "kept", masked: "madeUp", isExported: true },
  derived: { erased: "kept", masked: "kept", isExported: false },
  secret: { erased: "madeUp", masked: "madeUp", isExported: false },
};
