/** What a member wants to be told of one project. */
import { data, redirect } from "react-router";
import { memberContext, tenantDbContext } from "#app/context.ts";
import { setFollowing } from "#app/db.tenant.server.ts";
import { flashCookie } from "#app/http/flash.server.ts";
import { readForm } from "#app/http/form.server.ts";
import { requireUuid } from "#app/http/require-uuid.ts";
import { requireProject } from "#app/routes/tenant/projects/require-project.server.ts";
import type { Route } from "./+types/followings.ts";
import { followingForm } from "./comment-rules.ts";

export async function action({ request, params, context }: Route.ActionArgs) {
  const id = requireUuid(params.projectId);
  const member = context.get(memberContext);
  const submission = await readForm(request, followingForm);
  if (submission.status !== "success") throw data(null, { status: 400 });
  const isMuted = submission.value.choice === "mute";
  const { name } = await context.get(tenantDbContext).write(async (tx) => {
    const project = await requireProject(tx, member, "view", id);
    await setFollowing(tx, member.id, id, isMuted);
    return project;
  });
  const cookie = await flashCookie({ key: isMuted ? "comments.muted" : "comments.followed", name });
  return redirect(`/projects/${id}`, { status: 303, headers: { "Set-Cookie": cookie } });
}

/** A page that is asked for by its address. */
export const loader = ({ params }: Route.LoaderArgs) =>
  redirect(`/projects/${requireUuid(params.projectId)}`);

/** A page, if an empty one: so that what is refused here is refused with a page. */
export default function Followings() {
  return null;
}
