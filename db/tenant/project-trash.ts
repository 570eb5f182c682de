/** What was deleted waits in the trash: it can be restored until its time is over. */
import { inArray, sql } from "drizzle-orm";
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

/** Days until what is in the trash is gone. */
export const TRASH_DAYS = 30;
/** Projects that one transaction takes away. */
const PURGED_AT_ONCE = 500;

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

/** Takes away for good what has been in the trash for TRASH_DAYS, a batch; answers how many. */
export async function purgeTrash(tx: TenantTx): Promise<number> {
  const due = tx
    .select({ id: projects.id })
    .from(projects)
    .where(sql`${projects.deletedAt} < now() - make_interval(days => ${TRASH_DAYS})`)
    .orderBy(projects.deletedAt)
    .limit(PURGED_AT_ONCE);
  const gone = await tx.delete(projects).where(inArray(projects.id, due)).returning({ id: projects.id });
  return gone.length;
}
