/** Who is told what others do with a project. */
import { and, eq, inArray, sql } from "drizzle-orm";
import type { TenantTx } from "../routing/tenant-db.ts";
import { followings } from "./schema-comments.ts";

/** What a member chose; `undefined` where they never did, nor said anything about the project. */
export type Following = "following" | "muted" | undefined;

export async function getFollowing(tx: TenantTx, memberId: string, projectId: string): Promise<Following> {
  const [row] = await tx
    .select({ isMuted: followings.isMuted })
    .from(followings)
    .where(and(eq(followings.memberId, memberId), eq(followings.projectId, projectId)));
  return row && (row.isMuted ? "muted" : "following");
}

/** The caller has looked whether the member may see the project. */
export async function setFollowing(
  tx: TenantTx,
  memberId: string,
  projectId: string,
  isMuted: boolean,
): Promise<void> {
  await tx
    .insert(followings)
    .values({ memberId, projectId, isMuted })
    .onConflictDoUpdate({ target: [followings.memberId, followings.projectId], set: { isMuted } });
}

/** Who follows any of these projects, each once: they are told of what is done to it. */
export async function listFollowers(tx: TenantTx, projectIds: string[]): Promise<string[]> {
  if (projectIds.length === 0) return [];
  const rows = await tx
    .selectDistinct({ memberId: followings.memberId })
    .from(followings)
    .where(and(inArray(followings.projectId, projectIds), eq(followings.isMuted, false)))
    .orderBy(sql`1`);
  return rows.map(({ memberId }) => memberId);
}
