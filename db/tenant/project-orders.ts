/** The orders in which projects are listed, as the indexes of the table have them. */
import { type SQL, sql } from "drizzle-orm";
import {
  ANY,
  type Column,
  decodeCursor,
  type KeyForm,
  keyset,
  type Page,
  TIMESTAMP,
  toPage,
  UUID,
} from "../paging.ts";
import { projects } from "./schema.ts";

export type ProjectSort = "newest" | "oldest" | "name" | "updated";

type Order = { columns: Column[]; direction: "asc" | "desc"; key: SQL<string>; forms: KeyForm[] };
const ID: Column = { expression: sql`${projects.id}`, type: "uuid" };
const NO_KEY = sql<string>`''`;
const NAME = sql<string>`lower(${projects.name})`;

const ORDERS: Record<ProjectSort, Order> = {
  newest: { columns: [ID], direction: "desc", key: NO_KEY, forms: [UUID] },
  oldest: { columns: [ID], direction: "asc", key: NO_KEY, forms: [UUID] },
  name: {
    columns: [{ expression: NAME, type: "text" }, ID],
    direction: "asc",
    key: NAME,
    forms: [ANY, UUID],
  },
  updated: {
    columns: [{ expression: sql`${projects.updatedAt}`, type: "timestamptz" }, ID],
    direction: "desc",
    key: sql<string>`${projects.updatedAt}::text`,
    forms: [TIMESTAMP, UUID],
  },
};

/** What a query has to select, beside the project, and where it begins and ends. */
type Slice = { key: SQL<string>; where: SQL | undefined; orderBy: SQL; limit: number };
type Ordered = { sort?: ProjectSort | undefined; cursor?: string | undefined; size: number };

/** A page in the order that is asked for. A cursor of another order means the first page. */
export async function inOrder<T extends { id: string }>(
  { sort = "newest", cursor, size }: Ordered,
  select: (slice: Slice) => Promise<{ project: T; key: string }[]>,
): Promise<Page<T>> {
  const { columns, direction, key, forms } = ORDERS[sort];
  const at = decodeCursor(cursor, forms);
  const rows = await select({ key, ...keyset(columns, direction, at), limit: size + 1 });
  const page = toPage(rows, size, at, (row) => [...(forms.length > 1 ? [row.key] : []), row.project.id]);
  return { ...page, items: page.items.map(({ project }) => project) };
}
