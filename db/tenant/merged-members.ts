/** What one person made is another's, where two turned out to be one. */
import { and, eq, getTableColumns, or, sql } from "drizzle-orm";
import type { TenantTx } from "../routing/tenant-db.ts";
import { mergeComments } from "./merged-comments.ts";
import { mergeViews } from "./project-views-merged.ts";
import { members, projects } from "./schema.ts";
import { notificationMutes, notifications } from "./schema-notifications.ts";
import { projectImports } from "./schema-views.ts";

/**
 * Nothing is lost, and done twice it is done once. Who stays has a row afterwards, whether they are in the
 * tenant or not: what is theirs needs one. Rows of the activity stay as they were written, and are shown
 * under who stays.
 */
export async function mergeMembers(
  tx: TenantTx,
  { from, into }: { from: string; into: string },
): Promise<void> {
  const { searchText: _, ...columns } = getTableColumns(members);
  const [known] = await tx.select(columns).from(members).where(eq(members.id, from));
  if (!known) return;
  const { joinedAt } = known;
  await tx
    .insert(members)
    .values({ ...known, id: into, mergedInto: null, isActive: false, isDeactivated: false })
    .onConflictDoUpdate({
      target: members.id,
      set: {
        mergedInto: null,
        joinedAt: sql`least(${members.joinedAt}, ${joinedAt.toISOString()}::timestamptz)`,
      },
    });
  await tx.update(projects).set({ createdBy: into }).where(eq(projects.createdBy, from));
  await tx.update(projects).set({ deletedBy: into }).where(eq(projects.deletedBy, from));
  await tx.update(projectImports).set({ memberId: into }).where(eq(projectImports.memberId, from));
  await mergeViews(tx, { from, into });
  await mergeComments(tx, { from, into });
  await tx.update(notifications).set({ memberId: into }).where(eq(notifications.memberId, from));
  await tx.update(notifications).set({ actorId: into }).where(eq(notifications.actorId, from));
  await moveMutes(tx, { from, into });
  // Nobody is told of what they did themselves.
  await tx
    .delete(notifications)
    .where(and(eq(notifications.memberId, into), eq(notifications.actorId, into)));
  await tx
    .update(members)
    .set({ mergedInto: into, isActive: false, isDeactivated: false })
    .where(or(eq(members.id, from), eq(members.mergedInto, from)));
}

/** Both may have muted the same. */
async function moveMutes(tx: TenantTx, { from, into }: { from: string; into: string }): Promise<void> {
  const moved = await tx.delete(notificationMutes).where(eq(notificationMutes.memberId, from)).returning();
  if (moved.length === 0) return;
  const theirs = moved.map((mute) => ({ ...mute, memberId: into }));
  await tx.insert(notificationMutes).values(theirs).onConflictDoNothing();
}
