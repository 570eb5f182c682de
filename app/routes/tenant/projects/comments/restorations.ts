/** Brings a comment back that was just taken away. */
import { data, redirect } from "react-router";
import { memberContext, tenantDbContext } from "#app/context.ts";
import { restoreComment } from "#app/db.tenant.server.ts";
import { flashCookie } from "#app/http/flash.server.ts";
import { readForm } from "#app/http/form.server.ts";
import { can, projectReach } from "#app/permissions.ts";
import type { Route } from "./+types/restorations.ts";
import { commentPath } from "./comment-path.ts";
import { commentPlace } from "./comment-rules.ts";

export async function action({ request, context }: Route.ActionArgs) {
  const member = context.get(memberContext);
  const submission = await readForm(request, commentPlace);
  if (submission.status !== "success") throw data(null, { status: 400 });
  const { project: projectId, comment: id } = submission.value;
  const whose = { all: can(member, "comments:delete:all") };
  const reach = projectReach(member, "view");
  const isDone = await context
    .get(tenantDbContext)
    .write((tx) => restoreComment(tx, reach, member, { projectId, id }, whose));
  const cookie = await flashCookie({ key: isDone ? "comments.restored" : "comments.nothing", name: "" });
  return redirect(commentPath(projectId, id), { status: 303, headers: { "Set-Cookie": cookie } });
}

/** A page that is asked for by its address. */
export const loader = () => redirect("/projects");

/** A page, if an empty one: so that what is refused here is refused with a page. */
export default function Restorations() {
  return null;
}
