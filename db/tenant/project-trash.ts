/** What was deleted waits in the trash for TRASH_DAYS, and can be restored until then. */
import { sql } from "drizzle-orm";
import {
  decodeCursor,
  keyset,
  type Page,
  type PageRequest,
  pageSize,
  TIMESTAMP,
  toPage,
  UUID,
} from "../paging.ts";
import type { TenantTx } from "../routing/tenant-db.ts";
import { memberName } from "./members.ts";
import { type ProjectReach, trashed } from "./project-reach.ts";
import { projects } from "./schema.ts";

export type TrashedProject = {
  id: string;
  name: string;
  isPublic: boolean;
  deletedAt: Date;
  /** Empty where it is not known. */
  deletedByName: string;
};

const BY_DELETION = [
  { expression: sql`${projects.deletedAt}`, type: "timestamptz" as const },
  { expression: sql`${projects.id}`, type: "uuid" as const },
];

/** The last deleted first. */
export async function listTrash(
  tx: TenantTx,
  reach: ProjectReach,
  { cursor, limit }: PageRequest,
): Promise<Page<TrashedProject>> {
  const at = decodeCursor(cursor, [TIMESTAMP, UUID]);
  const size = pageSize(limit);
  const { where, orderBy } = keyset(BY_DELETION, "desc", at);
  const rows = await tx
    .select({
      project: {
        id: projects.id,
        name: projects.name,
        isPublic: projects.isPublic,
        deletedAt: sql<Date>`${projects.deletedAt}`.mapWith(projects.deletedAt),
        deletedByName: memberName(projects.deletedBy),
      },
      key: sql<string>`${projects.deletedAt}::text`,
    })
    .from(projects)
    .where(trashed(reach, where))
    .orderBy(orderBy)
    .limit(size + 1);
  const page = toPage(rows, size, at, ({ key, project }) => [key, project.id]);
  return { ...page, items: page.items.map(({ project }) => project) };
}
