/** What one person saved is another's, where two turned out to be one. */
import { and, eq, sql } from "drizzle-orm";
import type { TenantTx } from "../routing/tenant-db.ts";
import { projectViewDefaults, projectViews } from "./schema-views.ts";

/**
 * Private views of one name are told apart by the end of their id; who stays keeps what their list
 * begins with.
 */
export async function mergeViews(
  tx: TenantTx,
  { from, into }: { from: string; into: string },
): Promise<void> {
  const other = sql`select from ${projectViews} o where o.member_id = ${into} and o.deleted_at is null
    and not o.is_shared and lower(o.name) = lower(${projectViews.name})`;
  const isPrivate = sql`not ${projectViews.isShared} and ${projectViews.deletedAt} is null`;
  const name = sql`case when ${isPrivate} and exists (${other})
    then ${projectViews.name} || ' ' || right(${projectViews.id}::text, 4) else ${projectViews.name} end`;
  await tx.update(projectViews).set({ memberId: into, name }).where(eq(projectViews.memberId, from));
  await tx
    .delete(projectViewDefaults)
    .where(
      and(
        eq(projectViewDefaults.memberId, from),
        sql`exists (select from ${projectViewDefaults} o where o.member_id = ${into})`,
      ),
    );
  await tx.update(projectViewDefaults).set({ memberId: into }).where(eq(projectViewDefaults.memberId, from));
}
