/**
 * One change of several projects: archive, trash and back, status, visibility, owner. What it was before is
 * in the answer, so that each can be undone.
 */
import { and, eq, inArray, type SQL, sql } from "drizzle-orm";
import type { PgUpdateSetSource } from "drizzle-orm/pg-core";
import type { TenantTx } from "../routing/tenant-db.ts";
import { recordActivities, type ToldAction } from "./activity.ts";
import { isInCategory } from "./categories.ts";
import { type ProjectReach, trashed, within } from "./project-reach.ts";
import { CHANGED, type ProjectStatus } from "./projects.ts";
import { categories, projectCategories, projects } from "./schema.ts";

export type ProjectChange =
  | { kind: "archive" | "unarchive" | "delete" | "restore" }
  /** `from`: only where it is that now, as for an undo: what others did since stays. */
  | { kind: "status"; status: ProjectStatus; from?: ProjectStatus | undefined }
  | { kind: "visibility"; isPublic: boolean }
  | { kind: "owner"; ownerId: string; from?: string | undefined }
  /** Of the tenant's own categories; one that is not there changes nothing. */
  | { kind: "category"; categoryId: string; isIn: boolean };

export type ChangedProject = {
  id: string;
  name: string;
  /** What it was before. */
  was: { status: ProjectStatus; isPublic: boolean; ownerId: string };
};

type Plan = {
  action: ToldAction;
  set: PgUpdateSetSource<typeof projects>;
  /** Of those, the ones that are not so already. */
  where: SQL;
};

const now = sql`now()`;

/**
 * Changes those of `ids` that are within reach and not so already; answers these, in no order. All or
 * nothing, in the caller's transaction; each has an entry in the activity.
 */
export async function changeProjects(
  tx: TenantTx,
  reach: ProjectReach,
  actor: { id: string },
  ids: string[],
  change: ProjectChange,
): Promise<ChangedProject[]> {
  if (ids.length === 0) return [];
  const { action, set, where } = planOf(change, actor);
  const scope = change.kind === "restore" ? trashed : within;
  const rows = await tx
    .select({
      id: projects.id,
      name: projects.name,
      status: projects.status,
      isPublic: projects.isPublic,
      ownerId: projects.createdBy,
    })
    .from(projects)
    .where(scope(reach, inArray(projects.id, ids), where))
    .orderBy(projects.id)
    .for("update");
  if (rows.length === 0) return [];
  const found = rows.map(({ id }) => id);
  // Of two who do the same at once the second waited for the rows, and finds it done.
  const done = change.kind === "category" ? await putInCategory(tx, found, change) : found;
  if (done.length === 0) return [];
  await tx
    .update(projects)
    .set({ ...set, ...CHANGED })
    .where(inArray(projects.id, done));
  const changed = rows.filter(({ id }) => done.includes(id));
  await recordActivities(
    tx,
    changed.map(({ id, name, ownerId }) => ({
      actor,
      action,
      subject: { type: "project", id, name },
      tells: change.kind === "owner" ? [ownerId, change.ownerId] : [ownerId],
    })),
  );
  return changed.map(({ id, name, ...was }) => ({ id, name, was }));
}

/** One project. Undefined where it is not within reach, or is so already. */
export async function changeProject(
  tx: TenantTx,
  reach: ProjectReach,
  actor: { id: string },
  id: string,
  change: ProjectChange,
): Promise<ChangedProject | undefined> {
  const [changed] = await changeProjects(tx, reach, actor, [id], change);
  return changed;
}

function planOf(change: ProjectChange, actor: { id: string }): Plan {
  switch (change.kind) {
    case "archive":
      return {
        action: "project.archived",
        set: { archivedAt: now },
        where: sql`${projects.archivedAt} is null`,
      };
    case "unarchive":
      return {
        action: "project.unarchived",
        set: { archivedAt: null },
        where: sql`${projects.archivedAt} is not null`,
      };
    case "delete":
      return { action: "project.deleted", set: { deletedAt: now, deletedBy: actor.id }, where: sql`true` };
    case "restore":
      return { action: "project.restored", set: { deletedAt: null, deletedBy: null }, where: sql`true` };
    case "status": {
      const { status, from } = change;
      const where = sql`${projects.status} <> ${status}`;
      return {
        action: "project.updated",
        set: { status },
        where: from ? sql`${where} and ${projects.status} = ${from}` : where,
      };
    }
    case "visibility": {
      const { isPublic } = change;
      return {
        action: "project.updated",
        set: { isPublic },
        where: sql`${projects.isPublic} <> ${isPublic}`,
      };
    }
    case "category":
      return { action: "project.updated", set: {}, where: isOtherwise(change) };
    case "owner": {
      const { ownerId, from } = change;
      const where = sql`${projects.createdBy} <> ${ownerId}`;
      return {
        action: "project.transferred",
        set: { createdBy: ownerId },
        where: from ? sql`${where} and ${projects.createdBy} = ${from}` : where,
      };
    }
  }
}

type CategoryChange = Extract<ProjectChange, { kind: "category" }>;

/** Not in the category yet, which there is; or in it, where it is to be taken away. */
function isOtherwise({ categoryId, isIn }: CategoryChange): SQL {
  const has = isInCategory(categoryId);
  if (!isIn) return has;
  return sql`not ${has} and exists (select from ${categories} where ${categories.id} = ${categoryId}::uuid
    and ${categories.deletedAt} is null and not ${categories.isHidden})`;
}

/** Answers those that it changed. */
async function putInCategory(tx: TenantTx, ids: string[], change: CategoryChange): Promise<string[]> {
  const { categoryId, isIn } = change;
  const { projectId } = projectCategories;
  const changed = isIn
    ? await tx
        .insert(projectCategories)
        .values(ids.map((id) => ({ projectId: id, categoryId })))
        .onConflictDoNothing()
        .returning({ id: projectId })
    : await tx
        .delete(projectCategories)
        .where(and(inArray(projectId, ids), eq(projectCategories.categoryId, categoryId)))
        .returning({ id: projectId });
  return changed.map(({ id }) => id);
}
