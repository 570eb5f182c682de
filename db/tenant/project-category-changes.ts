/** One project's categories: some more, some less, and the rest as others left them. */
import { and, eq, inArray, isNull } from "drizzle-orm";
import type { TenantTx } from "../routing/tenant-db.ts";
import { recordActivity } from "./activity.ts";
import { type ProjectReach, within } from "./project-reach.ts";
import { CHANGED } from "./projects.ts";
import { categories, projectCategories, projects } from "./schema.ts";

/** Ids of the tenant's own categories. */
type CategoryChanges = { add: string[]; remove: string[] };
export type ChangedCategories = { name: string; ownerId: string; added: string[]; removed: string[] };

/**
 * Answers what was really changed: of what is so already, and of categories that are not there, nothing.
 * Undefined where the project is not within reach.
 */
export async function changeCategories(
  tx: TenantTx,
  reach: ProjectReach,
  actor: { id: string },
  id: string,
  { add, remove }: CategoryChanges,
): Promise<ChangedCategories | undefined> {
  const [project] = await tx
    .select({ name: projects.name, ownerId: projects.createdBy })
    .from(projects)
    .where(within(reach, eq(projects.id, id)))
    .for("update");
  if (!project) return undefined;
  const removed = await takeOut(tx, id, remove);
  const added = await putIn(tx, id, add);
  if (added.length + removed.length > 0) {
    await tx.update(projects).set(CHANGED).where(eq(projects.id, id));
    await recordActivity(tx, {
      actor,
      action: "project.updated",
      subject: { type: "project", id, name: project.name },
      tells: [project.ownerId],
    });
  }
  return { ...project, added, removed };
}

const returned = { id: projectCategories.categoryId };

async function takeOut(tx: TenantTx, projectId: string, ids: string[]): Promise<string[]> {
  if (ids.length === 0) return [];
  const rows = await tx
    .delete(projectCategories)
    .where(and(eq(projectCategories.projectId, projectId), inArray(projectCategories.categoryId, ids)))
    .returning(returned);
  return rows.map(({ id }) => id);
}

async function putIn(tx: TenantTx, projectId: string, ids: string[]): Promise<string[]> {
  if (ids.length === 0) return [];
  const known = await tx
    .select({ categoryId: categories.id })
    .from(categories)
    .where(and(inArray(categories.id, ids), isNull(categories.deletedAt), eq(categories.isHidden, false)));
  if (known.length === 0) return [];
  const rows = await tx
    .insert(projectCategories)
    .values(known.map(({ categoryId }) => ({ projectId, categoryId })))
    .onConflictDoNothing()
    .returning(returned);
  return rows.map(({ id }) => id);
}
