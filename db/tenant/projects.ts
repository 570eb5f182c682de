/** Projects: the worked example that a product replaces with its own nouns. */
import { and, count, desc, eq, ilike, or, type SQL, sql } from "drizzle-orm";
import { newId } from "../id.ts";
import {
  type Column,
  decodeCursor,
  keyset,
  type Page,
  type PageRequest,
  pageSize,
  toPage,
  UUID,
} from "../paging.ts";
import type { TenantTx } from "../routing/tenant-db.ts";
import { containing, slugify } from "../text.ts";
import { recordActivity } from "./activity.ts";
import { type CategoryLabel, categoryLabels, setCategories } from "./categories.ts";
import { memberName } from "./members.ts";
import { type ProjectReach, within } from "./project-reach.ts";
import { projects } from "./schema.ts";

type Row = typeof projects.$inferSelect;
export type ProjectStatus = Row["status"];
export type Project = Omit<Row, "slug" | "metadata" | "deletedAt"> & {
  createdByName: string;
  categories: CategoryLabel[];
};
export type ProjectBrief = Pick<
  Project,
  "id" | "name" | "status" | "isPublic" | "createdByName" | "updatedAt"
>;
export type ProjectInput = Pick<Row, "name" | "description" | "status" | "isPublic"> & {
  categoryIds: string[];
};
export type ProjectFilter = { search?: string | undefined; status?: ProjectStatus | undefined };

const MAX_NAME_IN_SLUG = 60;
/** Of a UUIDv7: 48 bits, all of them random. */
const ID_END_LENGTH = 12;

/** What a short list tells. */
const briefColumns = {
  id: projects.id,
  name: projects.name,
  status: projects.status,
  isPublic: projects.isPublic,
  createdByName: memberName(projects.createdBy),
  updatedAt: projects.updatedAt,
};

const columns = {
  ...briefColumns,
  description: projects.description,
  createdBy: projects.createdBy,
  createdAt: projects.createdAt,
  categories: categoryLabels,
};

const select = (tx: TenantTx) => tx.select(columns).from(projects);

const BY_ID: Column[] = [{ expression: sql`${projects.id}`, type: "uuid" }];

/** Newest first, a page at a time. */
export async function listProjects(
  tx: TenantTx,
  reach: ProjectReach,
  { cursor, limit, ...filter }: ProjectFilter & PageRequest,
): Promise<Page<Project>> {
  const at = decodeCursor(cursor, [UUID]);
  const size = pageSize(limit);
  const { where, orderBy } = keyset(BY_ID, "desc", at);
  const rows = await select(tx)
    .where(within(reach, filtered(filter), where))
    .orderBy(orderBy)
    .limit(size + 1);
  return toPage(rows, size, at, ({ id }) => [id]);
}

/** The newest ones, briefly: what a page tells of them beside other things. */
export async function listRecentProjects(
  tx: TenantTx,
  reach: ProjectReach,
  limit: number,
): Promise<ProjectBrief[]> {
  return tx.select(briefColumns).from(projects).where(within(reach)).orderBy(desc(projects.id)).limit(limit);
}

export async function countProjects(
  tx: TenantTx,
  reach: ProjectReach,
  filter: ProjectFilter = {},
): Promise<number> {
  return tx.$count(projects, within(reach, filtered(filter)));
}

export async function countProjectsByStatus(
  tx: TenantTx,
  reach: ProjectReach,
): Promise<Record<ProjectStatus, number>> {
  const rows = await tx
    .select({ status: projects.status, n: count() })
    .from(projects)
    .where(within(reach))
    .groupBy(projects.status);
  const counted = Object.fromEntries(rows.map(({ status, n }) => [status, n]));
  return { planned: 0, active: 0, paused: 0, done: 0, ...counted };
}

export async function getProject(
  tx: TenantTx,
  reach: ProjectReach,
  id: string,
): Promise<Project | undefined> {
  const [project] = await select(tx).where(within(reach, eq(projects.id, id)));
  return project;
}

/** Answers the project as it was written. */
export async function createProject(
  tx: TenantTx,
  actor: { id: string },
  { categoryIds, ...input }: ProjectInput,
): Promise<Project> {
  const id = newId();
  await tx.insert(projects).values({ ...input, id, slug: slugOf(id, input.name), createdBy: actor.id });
  await setCategories(tx, id, categoryIds);
  await recordActivity(tx, {
    actor,
    action: "project.created",
    subject: { type: "project", id, name: input.name },
  });
  const project = await getProject(tx, { all: true }, id);
  if (!project) throw new Error("The project that was just written is not there.");
  return project;
}

/** Undefined where there is no such project within reach. */
export async function updateProject(
  tx: TenantTx,
  reach: ProjectReach,
  actor: { id: string },
  id: string,
  { categoryIds, ...input }: ProjectInput,
): Promise<Project | undefined> {
  const updated = await tx
    .update(projects)
    .set({ ...input, slug: slugOf(id, input.name), updatedAt: sql`now()` })
    .where(within(reach, eq(projects.id, id)))
    .returning({ ownerId: projects.createdBy });
  if (updated.length === 0) return undefined;
  await setCategories(tx, id, categoryIds);
  await recordActivity(tx, {
    actor,
    action: "project.updated",
    subject: { type: "project", id, name: input.name },
    tells: updated.map(({ ownerId }) => ownerId),
  });
  return getProject(tx, { all: true }, id);
}

/**
 * Soft: the row stays, and no query here sees it again. Undefined where there is no such project within
 * reach.
 */
export async function deleteProject(
  tx: TenantTx,
  reach: ProjectReach,
  actor: { id: string },
  id: string,
): Promise<Project | undefined> {
  const project = await getProject(tx, reach, id);
  if (!project) return undefined;
  const deleted = await tx
    .update(projects)
    .set({ deletedAt: sql`now()` })
    .where(within(reach, eq(projects.id, id)))
    .returning({ id: projects.id });
  if (deleted.length === 0) return undefined;
  await recordActivity(tx, {
    actor,
    action: "project.deleted",
    subject: { type: "project", id, name: project.name },
    tells: [project.createdBy],
  });
  return project;
}

function filtered({ search, status }: ProjectFilter): SQL | undefined {
  const pattern = search && containing(search);
  return and(
    status ? eq(projects.status, status) : undefined,
    pattern ? or(ilike(projects.name, pattern), ilike(projects.description, pattern)) : undefined,
  );
}

/**
 * The present name and the random end of the id. Whether others have the same name, among them projects that
 * one may not see, does not show in it, and two of one name never collide.
 */
const slugOf = (id: string, name: string): string =>
  `${slugify(name, MAX_NAME_IN_SLUG) || "project"}-${id.slice(-ID_END_LENGTH)}`;
