/** Takes a comment away, and offers to bring it back on the page that follows. */
import { redirect } from "react-router";
import { memberContext, tenantDbContext } from "#app/context.ts";
import { deleteComment } from "#app/db.tenant.server.ts";
import { flashCookie } from "#app/http/flash.server.ts";
import { noFields, readForm } from "#app/http/form.server.ts";
import { can, projectReach } from "#app/permissions.ts";
import type { Route } from "./+types/deletions.ts";
import { placeOf } from "./require-comment.server.ts";

export async function action({ request, params, context }: Route.ActionArgs) {
  const place = placeOf(params);
  const member = context.get(memberContext);
  await readForm(request, noFields);
  const whose = { all: can(member, "comments:delete:all") };
  const reach = projectReach(member, "view");
  const isDone = await context
    .get(tenantDbContext)
    .write((tx) => deleteComment(tx, reach, member, place, whose));
  const fields: [string, string][] = [
    ["project", place.projectId],
    ["comment", place.id],
  ];
  const cookie = await flashCookie(
    isDone
      ? { key: "comments.deleted", name: "", undo: { action: "/projects/comments/restorations", fields } }
      : { key: "comments.nothing", name: "" },
  );
  return redirect(`/projects/${place.projectId}#comments`, {
    status: 303,
    headers: { "Set-Cookie": cookie },
  });
}

/** A page that is asked for by its address. */
export const loader = ({ params }: Route.LoaderArgs) => redirect(`/projects/${placeOf(params).projectId}`);

/** A page, if an empty one: so that what is refused here is refused with a page. */
export default function Deletions() {
  return null;
}
