/** Projects to be handed out: all that a list would show, a bounded batch at a time. */
import { and, type SQL } from "drizzle-orm";
import type { Page } from "../paging.ts";
import type { TenantTx } from "../routing/tenant-db.ts";
import { categoryLabels } from "./categories.ts";
import { memberName } from "./members.ts";
import { countUpTo, filtered, type ProjectFilter } from "./project-list.ts";
import { inOrder, type ProjectSort } from "./project-orders.ts";
import { type ProjectReach, within } from "./project-reach.ts";
import { acceptLikeness, isSimilar } from "./project-search.ts";
import type { Project } from "./projects.ts";
import { projects } from "./schema.ts";

/** More are not handed out at once. */
export const EXPORT_MAX_PROJECTS = 100_000;
/** Rows of one trip: what is in memory of an export, however long it is. */
const EXPORT_BATCH = 500;

export type ExportRequest = ProjectFilter & {
  sort?: ProjectSort | undefined;
  /** Names that are spelled alike, as a list shows them where nothing has the words. */
  isSimilar?: boolean;
};
export type ExportedProject = Pick<
  Project,
  | "id"
  | "name"
  | "description"
  | "status"
  | "isPublic"
  | "createdByName"
  | "categories"
  | "createdAt"
  | "updatedAt"
  | "archivedAt"
>;

/** More than EXPORT_MAX_PROJECTS are EXPORT_MAX_PROJECTS and one. */
export async function countForExport(
  tx: TenantTx,
  reach: ProjectReach,
  request: ExportRequest,
): Promise<number> {
  return countUpTo(tx, within(reach, await conditionOf(tx, request)), EXPORT_MAX_PROJECTS);
}

/** The next of them. Each batch is a transaction of its own: what is changed in between may show. */
export async function listForExport(
  tx: TenantTx,
  reach: ProjectReach,
  { cursor, ...request }: ExportRequest & { cursor?: string | undefined },
): Promise<Page<ExportedProject>> {
  const condition = await conditionOf(tx, request);
  const { sort } = request;
  return inOrder({ sort, cursor, size: EXPORT_BATCH }, ({ key, where, orderBy, limit }) =>
    tx
      .select({
        project: {
          id: projects.id,
          name: projects.name,
          description: projects.description,
          status: projects.status,
          isPublic: projects.isPublic,
          createdByName: memberName(projects.createdBy),
          categories: categoryLabels,
          createdAt: projects.createdAt,
          updatedAt: projects.updatedAt,
          archivedAt: projects.archivedAt,
        },
        key,
      })
      .from(projects)
      .where(within(reach, condition, where))
      .orderBy(orderBy)
      .limit(limit),
  );
}

async function conditionOf(
  tx: TenantTx,
  { search = "", isSimilar: alike = false, ...filter }: ExportRequest,
): Promise<SQL | undefined> {
  if (!alike) return filtered({ ...filter, search });
  await tx.execute(acceptLikeness);
  return and(filtered(filter), isSimilar(search));
}
