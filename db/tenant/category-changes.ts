/**
 * What owners and admins do to a workspace's categories. Each is told to the activity in its transaction, by
 * the category's id and name of then.
 */
import { and, count, eq, isNotNull, isNull, sql } from "drizzle-orm";
import { AlreadyTaken } from "../errors.ts";
import { newId } from "../id.ts";
import type { TenantTx } from "../routing/tenant-db.ts";
import { recordActivity } from "./activity.ts";
import { adoptCategories } from "./categories.ts";
import type { BaseCategory } from "./merge-categories.ts";
import { categories } from "./schema.ts";

/** Of a workspace's own, beside the shared ones. */
export const MAX_OWN_CATEGORIES = 100;

/** `base`: what is shared, in every language: no own name is one of theirs. */
export type CategoryBy = { actor: { id: string }; base: SharedNames[] };
type SharedNames = BaseCategory & { names: string[] };

const isOwnRow = and(isNull(categories.deletedAt), isNull(categories.baseCategoryId));

/**
 * Answers its id; undefined where there are as many as there may be. Throws AlreadyTaken, for the second of
 * two who make one name at once as well.
 */
export async function createCategory(
  tx: TenantTx,
  name: string,
  by: CategoryBy,
): Promise<string | undefined> {
  requireNotShared(name, by.base);
  if (await isFull(tx)) return undefined;
  const id = newId();
  const added = await tx
    .insert(categories)
    .values({ id, name })
    .onConflictDoNothing()
    .returning({ id: categories.id });
  if (added.length === 0) throw taken(name);
  await tell(tx, "category.created", { id, name }, by);
  return id;
}

/**
 * Its own name, or one for a shared category; `undefined` gives a shared one its own name back. Answers false
 * where there is no such category. Throws AlreadyTaken.
 */
export async function renameCategory(
  tx: TenantTx,
  id: string,
  name: string | undefined,
  by: CategoryBy,
): Promise<boolean> {
  const row = await ownRowOf(tx, id, by.base);
  const base = by.base.find((shared) => shared.id === row?.baseCategoryId);
  if (!row || (name === undefined && !base)) return false;
  if (name !== undefined) requireNotShared(name, by.base, base?.id);
  const isOverride = base !== undefined && name !== undefined && name !== base.name;
  const called = name ?? base?.name ?? row.name;
  await set(tx, row.id, { name: called, isOverride });
  await tell(tx, "category.renamed", { id: row.id, name: called }, by);
  return true;
}

/** Hidden: offered to nobody here, and still read where a project has it. Answers its name. */
export async function hideCategory(
  tx: TenantTx,
  id: string,
  isHidden: boolean,
  by: CategoryBy,
): Promise<string | undefined> {
  const row = await ownRowOf(tx, id, by.base);
  if (!row) return undefined;
  const name = nameOf(row, by.base);
  if (row.isHidden === isHidden) return name;
  await set(tx, row.id, { isHidden });
  await tell(tx, isHidden ? "category.hidden" : "category.shown", { id: row.id, name }, by);
  return name;
}

/** One of the workspace's own; projects keep it for as long as it can be restored. Answers its name. */
export async function deleteCategory(tx: TenantTx, id: string, by: CategoryBy): Promise<string | undefined> {
  const [row] = await tx
    .update(categories)
    .set({ deletedAt: sql`now()`, updatedAt: sql`now()` })
    .where(and(isOwnRow, eq(categories.id, id)))
    .returning({ name: categories.name });
  if (row) await tell(tx, "category.deleted", { id, name: row.name }, by);
  return row?.name;
}

/**
 * With a number behind its name where another is called so by now. Answers its name; undefined also where
 * there are as many as there may be.
 */
export async function restoreCategory(tx: TenantTx, id: string, by: CategoryBy): Promise<string | undefined> {
  const isDeleted = and(eq(categories.id, id), isNotNull(categories.deletedAt));
  const [row] = await tx.select({ name: categories.name }).from(categories).where(isDeleted).for("update");
  if (!row || (await isFull(tx))) return undefined;
  const name = await freeName(tx, row.name, by.base);
  await tx.update(categories).set({ name, deletedAt: null, updatedAt: sql`now()` }).where(isDeleted);
  await tell(tx, "category.restored", { id, name }, by);
  return name;
}

/** The ids of all that are shown, in the order that they shall have. Answers how many have a place then. */
export async function orderCategories(tx: TenantTx, ids: string[], by: CategoryBy): Promise<number> {
  const own = await adoptCategories(tx, ids, by.base);
  if (own.length === 0) return 0;
  const places = sql.join(
    own.map((id, at) => sql`(${id}::uuid, ${at + 1}::int)`),
    sql`, `,
  );
  await tx.execute(sql`update ${categories} set position = places.at
    from (values ${places}) as places (id, at)
    where ${categories.id} = places.id and ${categories.deletedAt} is null`);
  return own.length;
}

/** Held until the transaction ends: of two at once, the second one counts the first. */
async function isFull(tx: TenantTx): Promise<boolean> {
  await tx.execute(sql`lock table ${categories} in share row exclusive mode`);
  const [row] = await tx.select({ own: count() }).from(categories).where(isOwnRow);
  return (row?.own ?? 0) >= MAX_OWN_CATEGORIES;
}

type Row = typeof categories.$inferSelect;

const nameOf = (row: Row, base: SharedNames[]): string =>
  (row.isOverride ? undefined : base.find(({ id }) => id === row.baseCategoryId)?.name) ?? row.name;

/** Its row, held until the transaction ends; made where it is a shared one that has none. */
async function ownRowOf(tx: TenantTx, id: string, base: SharedNames[]): Promise<Row | undefined> {
  const [ownId = id] = await adoptCategories(tx, [id], base);
  const isIts = and(eq(categories.id, ownId), isNull(categories.deletedAt));
  const [row] = await tx.select().from(categories).where(isIts).for("update");
  return row;
}

/** Throws AlreadyTaken. */
async function set(tx: TenantTx, id: string, changes: Partial<Row>): Promise<void> {
  await tx
    .update(categories)
    .set({ ...changes, updatedAt: sql`now()` })
    .where(eq(categories.id, id));
}

async function freeName(tx: TenantTx, wanted: string, base: SharedNames[]): Promise<string> {
  const rows = await tx
    .select({ name: categories.name })
    .from(categories)
    .where(isNull(categories.deletedAt));
  const used = new Set([...rows.map(({ name }) => name), ...base.flatMap(({ names }) => names)].map(lower));
  let name = wanted;
  for (let n = 2; used.has(lower(name)); n++) name = `${wanted} (${n})`;
  return name;
}

const lower = (text: string): string => text.toLowerCase();

/** What is offered has its name in each language. */
function requireNotShared(name: string, base: SharedNames[], ownBaseId?: string): void {
  const others = base.filter(({ id, isActive }) => isActive !== false && id !== ownBaseId);
  if (others.some(({ names }) => names.some((known) => lower(known) === lower(name)))) throw taken(name);
}

const taken = (name: string) => new AlreadyTaken("name", `Another category is called ${name}.`);

type Told = "created" | "renamed" | "hidden" | "shown" | "deleted" | "restored";
const tell = (
  tx: TenantTx,
  action: `category.${Told}`,
  { id, name }: { id: string; name: string },
  { actor }: CategoryBy,
): Promise<void> => recordActivity(tx, { actor, action, subject: { type: "category", id, name } });
