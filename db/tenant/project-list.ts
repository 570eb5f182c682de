/** Lists of projects: what is looked for, in which order, a page at a time. */
import { and, desc, eq, isNotNull, isNull, type SQL, sql } from "drizzle-orm";
import { type Page, type PageRequest, pageSize } from "../paging.ts";
import type { TenantTx } from "../routing/tenant-db.ts";
import { categoryLabels, isInCategory } from "./categories.ts";
import { memberName } from "./members.ts";
import { inOrder, type ProjectSort } from "./project-orders.ts";
import { among, type ProjectReach, within } from "./project-reach.ts";
import { acceptLikeness, hasWords, isSimilar } from "./project-search.ts";
import type { Project, ProjectStatus } from "./projects.ts";
import { projects } from "./schema.ts";

export type ProjectBrief = Pick<
  Project,
  "id" | "name" | "status" | "isPublic" | "createdBy" | "createdByName" | "updatedAt"
>;
export type ListedProject = ProjectBrief &
  Pick<Project, "categories" | "version" | "archivedAt"> & {
    /** Where words are looked for; else empty: a list of descriptions is most of a page's weight. */
    description: string;
  };

export type ProjectFilter = {
  search?: string | undefined;
  status?: ProjectStatus | undefined;
  categoryId?: string | undefined;
  ownerId?: string | undefined;
  isPublic?: boolean | undefined;
  /** Default: those that are not. */
  isArchived?: boolean | undefined;
};

export type ProjectRequest = ProjectFilter &
  PageRequest & {
    sort?: ProjectSort | undefined;
    /** No more than MOST_COUNTED fulfil the filter: they are found first, and ordered then. */
    areFew?: boolean | undefined;
  };

/** Counted no further, so that a list of 100,000 is as fast as one of 1,000. */
export const MOST_COUNTED = 1_000;

/** What a short list tells. */
const briefColumns = {
  id: projects.id,
  name: projects.name,
  status: projects.status,
  isPublic: projects.isPublic,
  createdBy: projects.createdBy,
  createdByName: memberName(projects.createdBy),
  updatedAt: projects.updatedAt,
};

/** A page in the order that is asked for. A cursor of another order means the first page. */
export const listProjects = (
  tx: TenantTx,
  reach: ProjectReach,
  request: ProjectRequest,
): Promise<Page<ListedProject>> =>
  listPage(tx, reach, request, request.areFew ? foundFirst(reach, request) : filtered(request));

/**
 * Two conditions that few projects fulfil together are taken for independent by the planner, which then goes
 * through all projects in their order. Whoever counts first knows better. Somebody's own private projects are
 * two conditions as well.
 */
export function isNarrow(
  { search, categoryId, status, ownerId, isPublic }: ProjectFilter,
  reach: ProjectReach,
): boolean {
  if (!reach.all && isPublic === false) return true;
  const wide = [search, categoryId].filter((each) => each !== undefined).length;
  const others = [status, ownerId, isPublic].filter((each) => each !== undefined).length;
  return wide > 0 && wide + others > 1;
}

/** An array, so that these are looked up by their ids, however many the planner takes them for. */
const foundFirst = (reach: ProjectReach, filter: ProjectFilter): SQL =>
  sql`${projects.id} = any(array(select ${projects.id} from ${projects}
    where ${within(among(reach, filter.isPublic), filtered(filter))} limit ${MOST_COUNTED}))`;

/** Whether any project has the words, whatever else it is: then no names that are spelled alike are meant. */
export async function isAnyFound(tx: TenantTx, reach: ProjectReach, search: string): Promise<boolean> {
  return (await countUpTo(tx, within(reach, hasWords(search)), 0)) > 0;
}

/**
 * For a search where no project has the words: those whose names are spelled alike, and how many, counted as
 * `countProjects` does.
 */
export async function listSimilarProjects(
  tx: TenantTx,
  reach: ProjectReach,
  { search = "", ...request }: ProjectRequest,
): Promise<{ page: Page<ListedProject>; count: number }> {
  await tx.execute(acceptLikeness);
  const condition = and(filtered(request), isSimilar(search));
  const [page, count] = await Promise.all([
    listPage(tx, reach, request, condition),
    countUpTo(tx, within(among(reach, request.isPublic), condition)),
  ]);
  return { page, count };
}

const listPage = (
  tx: TenantTx,
  reach: ProjectReach,
  { cursor, limit: size, sort, search, isPublic }: ProjectRequest,
  condition: SQL | undefined,
): Promise<Page<ListedProject>> =>
  inOrder({ cursor, sort, size: pageSize(size) }, ({ key, where, orderBy, limit }) =>
    tx
      .select({
        project: {
          ...briefColumns,
          version: projects.version,
          archivedAt: projects.archivedAt,
          categories: categoryLabels,
          description: search ? projects.description : sql<string>`''`,
        },
        key,
      })
      .from(projects)
      .where(within(among(reach, isPublic), condition, where))
      .orderBy(orderBy)
      .limit(limit),
  );

/** The newest ones, briefly: what a page tells of them beside other things. */
export async function listRecentProjects(
  tx: TenantTx,
  reach: ProjectReach,
  limit: number,
): Promise<ProjectBrief[]> {
  return tx
    .select(briefColumns)
    .from(projects)
    .where(within(reach, isNull(projects.archivedAt)))
    .orderBy(desc(projects.id))
    .limit(limit);
}

/** How many there are; more than MOST_COUNTED are MOST_COUNTED and one. */
export const countProjects = (
  tx: TenantTx,
  reach: ProjectReach,
  filter: ProjectFilter = {},
): Promise<number> => countUpTo(tx, within(among(reach, filter.isPublic), filtered(filter)));

/** More than `most` are `most` and one. */
export async function countUpTo(
  tx: TenantTx,
  condition: SQL | undefined,
  most = MOST_COUNTED,
): Promise<number> {
  const some = tx
    .select({ one: sql`1` })
    .from(projects)
    .where(condition)
    .limit(most + 1);
  return tx.$count(some.as("some"));
}

/** Each as `countProjects` counts; in one statement, since planning it costs more than counting few. */
export async function countProjectsByStatus(
  tx: TenantTx,
  reach: ProjectReach,
): Promise<Record<ProjectStatus, number>> {
  const counted = projects.status.enumValues.map(
    (status) => sql`(select count(*)::int from (
      select 1 from ${projects} where ${within(reach, filtered({ status }))} limit ${MOST_COUNTED + 1}) as found
    ) as ${sql.identifier(status)}`,
  );
  const { rows } = await tx.execute<Record<ProjectStatus, number>>(sql`select ${sql.join(counted, sql`, `)}`);
  if (!rows[0]) throw new Error("The projects were not counted.");
  return rows[0];
}

export function filtered(filter: ProjectFilter): SQL | undefined {
  const { search, status, categoryId, ownerId, isPublic, isArchived = false } = filter;
  return and(
    (isArchived ? isNotNull : isNull)(projects.archivedAt),
    status ? eq(projects.status, status) : undefined,
    ownerId ? eq(projects.createdBy, ownerId) : undefined,
    isPublic === undefined ? undefined : eq(projects.isPublic, isPublic),
    categoryId ? isInCategory(categoryId) : undefined,
    search ? hasWords(search) : undefined,
  );
}
