/** Projects: the worked example that a product replaces with its own nouns. */
import { eq, sql } from "drizzle-orm";
import { newId } from "../id.ts";
import type { TenantTx } from "../routing/tenant-db.ts";
import { slugify } from "../text.ts";
import { recordActivity } from "./activity.ts";
import { categoryLabels, setCategories } from "./categories.ts";
import { memberName } from "./members.ts";
import type { CategoryLabel } from "./merge-categories.ts";
import { type ProjectReach, within } from "./project-reach.ts";
import { projects } from "./schema.ts";

type Row = typeof projects.$inferSelect;
export type ProjectStatus = Row["status"];
export type Project = Omit<Row, "slug" | "metadata" | "deletedAt" | "deletedBy" | "searchWords"> & {
  createdByName: string;
  categories: CategoryLabel[];
};
export type ProjectInput = Pick<Row, "name" | "description" | "status" | "isPublic"> & {
  categoryIds: string[];
};

const MAX_NAME_IN_SLUG = 60;
/** Of a UUIDv7: 48 bits, all of them random. */
const ID_END_LENGTH = 12;

const columns = {
  id: projects.id,
  name: projects.name,
  description: projects.description,
  status: projects.status,
  isPublic: projects.isPublic,
  createdBy: projects.createdBy,
  createdByName: memberName(projects.createdBy),
  version: projects.version,
  archivedAt: projects.archivedAt,
  createdAt: projects.createdAt,
  updatedAt: projects.updatedAt,
  categories: categoryLabels,
};

export async function getProject(
  tx: TenantTx,
  reach: ProjectReach,
  id: string,
): Promise<Project | undefined> {
  const [project] = await tx
    .select(columns)
    .from(projects)
    .where(within(reach, eq(projects.id, id)));
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

/**
 * What became of a change. `isStale`: it was made to an older version than `project`, and nothing was
 * written.
 */
export type ProjectUpdate = { project: Project; isStale: boolean };

/**
 * Undefined where there is no such project within reach. With a `version`, only that one is changed: nobody
 * overwrites what they have not seen.
 */
export async function updateProject(
  tx: TenantTx,
  reach: ProjectReach,
  actor: { id: string },
  id: string,
  { categoryIds, version, ...input }: ProjectInput & { version?: number },
): Promise<ProjectUpdate | undefined> {
  const isVersion = version === undefined ? undefined : eq(projects.version, version);
  const updated = await tx
    .update(projects)
    .set({ ...input, slug: slugOf(id, input.name), ...CHANGED })
    .where(within(reach, eq(projects.id, id), isVersion))
    .returning({ ownerId: projects.createdBy });
  const isStale = updated.length === 0;
  if (!isStale) {
    await setCategories(tx, id, categoryIds);
    await recordActivity(tx, {
      actor,
      action: "project.updated",
      subject: { type: "project", id, name: input.name },
      tells: updated.map(({ ownerId }) => ownerId),
    });
  }
  const project = await getProject(tx, isStale ? reach : { all: true }, id);
  return project && { project, isStale };
}

/** Goes with each change of a row. */
export const CHANGED = { version: sql`${projects.version} + 1`, updatedAt: sql`now()` };

/**
 * The present name and the random end of the id. Whether others have the same name, among them projects that
 * one may not see, does not show in it, and two of one name never collide.
 */
const slugOf = (id: string, name: string): string =>
  `${slugify(name, MAX_NAME_IN_SLUG) || "project"}-${id.slice(-ID_END_LENGTH)}`;
