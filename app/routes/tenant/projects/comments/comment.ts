/** The way to one comment: the page of the discussion that begins with it. */
import { redirect } from "react-router";
import { memberContext, tenantDbContext } from "#app/context.ts";
import { cursorBefore, getComment } from "#app/db.tenant.server.ts";
import { projectReach } from "#app/permissions.ts";
import { listPath } from "#app/validation/list-path.ts";
import type { Route } from "./+types/comment.ts";
import { commentAnchor } from "./comment-path.ts";
import { placeOf } from "./require-comment.server.ts";

/** One that is gone, or beyond reach, leads to the project, which says whether that may be seen. */
export async function loader({ params, context }: Route.LoaderArgs) {
  const place = placeOf(params);
  const reach = projectReach(context.get(memberContext), "view");
  const [comment, cursor] = await context
    .get(tenantDbContext)
    .read((tx) => Promise.all([getComment(tx, reach, place), cursorBefore(tx, place)]));
  const path = `/projects/${place.projectId}`;
  return redirect(comment ? `${listPath(path, { cursor })}#${commentAnchor(place.id)}` : path);
}

/** A page, if an empty one: so that what is refused here is refused with a page. */
export default function CommentWay() {
  return null;
}
