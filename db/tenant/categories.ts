/**
 * Categories: the shared ones that the control plane offers, under this tenant's names, and the tenant's own.
 */
import { and, eq, inArray, isNull, type SQL, sql } from "drizzle-orm";
import { newId } from "../id.ts";
import type { TenantTx } from "../routing/tenant-db.ts";
import { categories, projectCategories, projects } from "./schema.ts";

/** Shown in a choice. */
const MOST_CATEGORIES = 200;

export type CategoryLabel = { id: string; name: string };
export type BaseCategory = { id: string; name: string };
/** `id` is the tenant's own row, or the shared category's where the tenant has no row for it. */
export type Category = CategoryLabel & { isBase: boolean };

/**
 * The tenant's own categories merged with the shared ones, overrides applied, hidden ones left out; by name.
 */
export async function listCategories(tx: TenantTx, base: BaseCategory[]): Promise<Category[]> {
  const own = await tx.select().from(categories).where(isNull(categories.deletedAt));
  const overridden = new Set(own.map(({ baseCategoryId }) => baseCategoryId));
  const shared = base.filter(({ id }) => !overridden.has(id)).map((row) => ({ ...row, isBase: true }));
  const mine = own
    .filter(({ isHidden }) => !isHidden)
    .map(({ id, name, baseCategoryId }) => ({ id, name, isBase: baseCategoryId !== null }));
  return [...shared, ...mine].sort((a, b) => a.name.localeCompare(b.name));
}

/** The tenant's own rows that can be chosen, by name: projects are in no others. */
export async function listOwnCategories(tx: TenantTx): Promise<CategoryLabel[]> {
  return tx
    .select({ id: categories.id, name: categories.name })
    .from(categories)
    .where(and(isNull(categories.deletedAt), eq(categories.isHidden, false)))
    .orderBy(sql`lower(${categories.name})`)
    .limit(MOST_CATEGORIES);
}

/**
 * Gives this tenant a row of its own for each shared category among `ids`; answers the tenant's ids for all.
 */
export async function adoptCategories(tx: TenantTx, ids: string[], base: BaseCategory[]): Promise<string[]> {
  const shared = base.filter(({ id }) => ids.includes(id));
  if (shared.length === 0) return ids;
  await tx
    .insert(categories)
    .values(shared.map(({ id, name }) => ({ id: newId(), baseCategoryId: id, name })))
    .onConflictDoNothing();
  const rows = await tx
    .select({ id: categories.id, baseId: categories.baseCategoryId })
    .from(categories)
    .where(
      and(
        isNull(categories.deletedAt),
        inArray(
          categories.baseCategoryId,
          shared.map(({ id }) => id),
        ),
      ),
    );
  const adopted = new Map(rows.map(({ id, baseId }) => [baseId, id]));
  return ids.map((id) => adopted.get(id) ?? id);
}

/** A project's categories by name, as a column of a query that has `projects`: no trip of their own. */
export const categoryLabels = sql<CategoryLabel[]>`(
  SELECT coalesce(json_agg(json_build_object('id', ${categories.id}, 'name', ${categories.name})
    ORDER BY ${categories.name}), '[]')
  FROM ${projectCategories} JOIN ${categories} ON ${categories.id} = ${projectCategories.categoryId}
  WHERE ${projectCategories.projectId} = ${projects.id} AND ${categories.deletedAt} IS NULL
)`;

/** Of a query that has `projects`: those that are in the category. */
export const isInCategory = (categoryId: string): SQL =>
  sql`exists (select from ${projectCategories} where ${projectCategories.projectId} = ${projects.id}
    and ${projectCategories.categoryId} = ${categoryId}::uuid)`;

/** Makes a project's categories exactly those of `ids` that exist here; others are left out. */
export async function setCategories(tx: TenantTx, projectId: string, ids: string[]): Promise<void> {
  await tx.delete(projectCategories).where(eq(projectCategories.projectId, projectId));
  if (ids.length === 0) return;
  const known = await tx
    .select({ id: categories.id })
    .from(categories)
    .where(and(inArray(categories.id, ids), isNull(categories.deletedAt)));
  if (known.length === 0) return;
  await tx.insert(projectCategories).values(known.map(({ id }) => ({ projectId, categoryId: id })));
}
