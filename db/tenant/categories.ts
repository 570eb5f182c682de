/**
 * Categories: the shared ones that the control plane offers, under this tenant's names, and the tenant's own.
 */
import { and, eq, inArray, isNull, or, type SQL, sql } from "drizzle-orm";
import { newId } from "../id.ts";
import type { TenantTx } from "../routing/tenant-db.ts";
import { type BaseCategory, type CategoryLabel, mergeCategories } from "./merge-categories.ts";
import { categories, projectCategories, projects } from "./schema.ts";

/** Shown in a choice. */
const MOST_CATEGORIES = 200;

/** `id` is the tenant's own row, or the shared category's where the tenant has no row for it. */
export type Category = { id: string; name: string; isBase: boolean };

const isKept = isNull(categories.deletedAt);

const COLUMNS = {
  id: categories.id,
  baseCategoryId: categories.baseCategoryId,
  name: categories.name,
  isOverride: categories.isOverride,
  isHidden: categories.isHidden,
  position: categories.position,
};

/**
 * The tenant's own categories merged with the shared ones, overrides applied, hidden ones and those that are
 * not offered any more left out; in their order.
 */
export async function listCategories(tx: TenantTx, base: BaseCategory[]): Promise<Category[]> {
  const own = await tx.select(COLUMNS).from(categories).where(isKept);
  return mergeCategories(own, base)
    .filter(({ isHidden }) => !isHidden)
    .map(({ id, name, isBase }) => ({ id, name, isBase }));
}

/** The same, hidden ones among them, each with the number of projects that have it. */
export async function listManagedCategories(tx: TenantTx, base: BaseCategory[]) {
  const counted = sql<number>`(select count(*)::int from ${projectCategories} join ${projects}
    on ${projects.id} = ${projectCategories.projectId} and ${projects.deletedAt} is null
    where ${projectCategories.categoryId} = ${categories.id})`;
  const own = await tx
    .select({ ...COLUMNS, projects: counted })
    .from(categories)
    .where(isKept);
  const countOf = new Map(own.map((row) => [row.id, row.projects]));
  return mergeCategories(own, base).map((row) => ({ ...row, projects: countOf.get(row.id) ?? 0 }));
}

/** Those that have a row of the tenant's and can be chosen, in their order: projects are in no others. */
export async function listOwnCategories(tx: TenantTx, base: BaseCategory[] = []): Promise<CategoryLabel[]> {
  const own = await tx.select(COLUMNS).from(categories).where(isKept);
  const isOwn = new Set(own.map(({ id }) => id));
  return mergeCategories(own, base)
    .filter(({ id, isHidden }) => isOwn.has(id) && !isHidden)
    .map(({ id, name }) => ({ id, name }))
    .slice(0, MOST_CATEGORIES);
}

/**
 * Gives this tenant a row of its own for each shared category among `ids`; answers the tenant's ids for all.
 */
export async function adoptCategories(tx: TenantTx, ids: string[], base: BaseCategory[]): Promise<string[]> {
  const shared = base.filter(({ id, isActive }) => ids.includes(id) && isActive !== false);
  if (shared.length === 0) return ids;
  await tx
    .insert(categories)
    .values(shared.map(({ id, name }) => ({ id: newId(), baseCategoryId: id, name })))
    .onConflictDoNothing();
  const sharedIds = shared.map(({ id }) => id);
  const rows = await tx
    .select({ id: categories.id, baseId: categories.baseCategoryId })
    .from(categories)
    .where(and(isKept, inArray(categories.baseCategoryId, sharedIds)));
  const adopted = new Map(rows.map(({ id, baseId }) => [baseId, id]));
  return ids.map((id) => adopted.get(id) ?? id);
}

/** A project's categories by name, as a column of a query that has `projects`: no trip of their own. */
export const categoryLabels = sql<CategoryLabel[]>`(
  SELECT coalesce(json_agg(json_build_object('id', ${categories.id}, 'name', ${categories.name},
    'baseId', CASE WHEN NOT ${categories.isOverride} THEN ${categories.baseCategoryId} END)
    ORDER BY ${categories.name}), '[]')
  FROM ${projectCategories} JOIN ${categories} ON ${categories.id} = ${projectCategories.categoryId}
  WHERE ${projectCategories.projectId} = ${projects.id} AND ${categories.deletedAt} IS NULL
)`;

/** Of a query that has `projects`: those that are in the category. */
export const isInCategory = (categoryId: string): SQL =>
  sql`exists (select from ${projectCategories} where ${projectCategories.projectId} = ${projects.id}
    and ${projectCategories.categoryId} = ${categoryId}::uuid)`;

/**
 * Makes a project's categories exactly those of `ids` that exist here; others are left out, and hidden ones
 * that it was not in already.
 */
export async function setCategories(tx: TenantTx, projectId: string, ids: string[]): Promise<void> {
  const before = await tx
    .delete(projectCategories)
    .where(eq(projectCategories.projectId, projectId))
    .returning({ id: projectCategories.categoryId });
  if (ids.length === 0) return;
  const had = before.map(({ id }) => id);
  const mayHave = or(eq(categories.isHidden, false), inArray(categories.id, had));
  const known = await tx
    .select({ id: categories.id })
    .from(categories)
    .where(and(inArray(categories.id, ids), isKept, mayHave));
  if (known.length === 0) return;
  await tx.insert(projectCategories).values(known.map(({ id }) => ({ projectId, categoryId: id })));
}
