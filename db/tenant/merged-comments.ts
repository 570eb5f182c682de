/** What one person said, was told of and follows is another's, where two turned out to be one. */
import { and, eq, notInArray } from "drizzle-orm";
import type { TenantTx } from "../routing/tenant-db.ts";
import { commentMentions, comments, followings } from "./schema-comments.ts";

type Merge = { from: string; into: string };

/** Of what both have, who stays keeps their own. */
export async function mergeComments(tx: TenantTx, { from, into }: Merge): Promise<void> {
  await tx.update(comments).set({ authorId: into }).where(eq(comments.authorId, from));
  await tx.update(comments).set({ deletedBy: into }).where(eq(comments.deletedBy, from));
  const { commentId, memberId } = commentMentions;
  const theirMentions = tx.select({ id: commentId }).from(commentMentions).where(eq(memberId, into));
  await tx
    .update(commentMentions)
    .set({ memberId: into })
    .where(and(eq(memberId, from), notInArray(commentId, theirMentions)));
  await tx.delete(commentMentions).where(eq(memberId, from));
  const { projectId } = followings;
  const theirFollowings = tx.select({ id: projectId }).from(followings).where(eq(followings.memberId, into));
  await tx
    .update(followings)
    .set({ memberId: into })
    .where(and(eq(followings.memberId, from), notInArray(projectId, theirFollowings)));
  await tx.delete(followings).where(eq(followings.memberId, from));
}
