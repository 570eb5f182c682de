/**
 * One change of several projects: archive, trash and back, status, visibility, owner. What it was before is
 * in the answer, so that each can be undone.
 */
import { and, eq, inArray, type SQL, sql } from "drizzle-orm";
import type { PgUpdateSetSource } from "drizzle-orm/pg-core";
import type { TenantTx } from "../routing/tenant-db.ts";
import { recordActivities } from "./activity.ts";
import type { NotificationKind } from "./notification-kinds.ts";
import { type ProjectReach, trashed, within } from "./project-reach.ts";
import { CHANGED, type ProjectStatus } from "./projects.ts";
import { categories, projectCategories, projects } from "./schema.ts";

export type ProjectChange =
  | { kind: "archive" | "unarchive" | "delete" | "restore" }
  | { kind: "status"; status: ProjectStatus }
  | { kind: "visibility"; isPublic: boolean }
  | { kind: "owner"; ownerId: string }
  /** Of the tenant's own categories; one that is not there changes nothing. */
  | { kind: "category"; categoryId: string; isIn: boolean };

export type ChangedProject = {
  id: string;
  name: string;
  /** What it was before. */
  was: { status: ProjectStatus; isPublic: boolean; ownerId: string };
};

type Plan = {
  action: NotificationKind;
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
  const changed = rows.map(({ id }) => id);
  await tx
    .update(projects)
    .set({ ...set, ...CHANGED })
    .where(inArray(projects.id, changed));
  if (change.kind === "category") await putInCategory(tx, changed, change);
  await recordActivities(
    tx,
    rows.map(({ id, name, ownerId }) => ({
      actor,
      action,
      subject: { type: "project", id, name },
      tells: change.kind === "owner" ? [ownerId, change.ownerId] : [ownerId],
    })),
  );
  return rows.map(({ id, name, ...was }) => ({ id, name, was }));
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
      const { status } = change;
      return { action: "project.updated", set: { status }, where: sql`${projects.status} <> ${status}` };
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
      const { ownerId } = change;
      return {
        action: "project.transferred",
        set: { createdBy: ownerId },
        where: sql`${projects.createdBy} <> ${ownerId}`,
      };
    }
  }
}

type CategoryChange = Extract<ProjectChange, { kind: "category" }>;

/** Not in the category yet, which there is; or in it, where it is to be taken away. */
function isOtherwise({ categoryId, isIn }: CategoryChange): SQL {
  const has = sql`exists (select from ${projectCategories} where ${projectCategories.projectId} = ${projects.id}
    and ${projectCategories.categoryId} = ${categoryId}::uuid)`;
  if (!isIn) return has;
  return sql`not ${has} and exists (select from ${categories} where ${categories.id} = ${categoryId}::uuid
    and ${categories.deletedAt} is null and not ${categories.isHidden})`;
}

async function putInCategory(tx: TenantTx, ids: string[], change: CategoryChange): Promise<void> {
  const { categoryId, isIn } = change;
  const { projectId } = projectCategories;
  if (isIn) await tx.insert(projectCategories).values(ids.map((id) => ({ projectId: id, categoryId })));
  else
    await tx
      .delete(projectCategories)
      .where(and(inArray(projectId, ids), eq(projectCategories.categoryId, categoryId)));
}
