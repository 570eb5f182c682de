import { data } from "react-router";
import type { Member } from "#app/context.ts";
import type { TenantTx } from "#app/db.server.ts";
import { type Comment, getComment, type Project } from "#app/db.tenant.server.ts";
import { requireFound } from "#app/http/require-found.ts";
import { requireUuid } from "#app/http/require-uuid.ts";
import { projectReach } from "#app/permissions.ts";
import { requireProject } from "#app/routes/tenant/projects/require-project.server.ts";

export type CommentPlace = { projectId: string; id: string };

/** 404 for what is no id. */
export const placeOf = (params: { projectId: string; id: string }): CommentPlace => ({
  projectId: requireUuid(params.projectId),
  id: requireUuid(params.id),
});

/**
 * The member's own comment, with its project. Not theirs to see: 404; somebody else's, or on what they may
 * not comment: 403.
 */
export async function requireOwnComment(
  tx: TenantTx,
  member: Member,
  place: CommentPlace,
): Promise<{ project: Project; comment: Comment }> {
  const [project, found] = await Promise.all([
    requireProject(tx, member, "comment", place.projectId),
    getComment(tx, projectReach(member, "view"), place),
  ]);
  const comment = requireFound(found);
  if (comment.authorId !== member.id) throw data(null, { status: 403 });
  return { project, comment };
}
