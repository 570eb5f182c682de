/** Somebody who asked is let in, in a role that is not above whoever lets them in. */
import { data, redirect } from "react-router";
import { dataTierContext, tenantContext } from "#app/context.ts";
import { flashCookie } from "#app/http/flash.server.ts";
import { readForm } from "#app/http/form.server.ts";
import { requireFound } from "#app/http/require-found.ts";
import { acceptRequest } from "#app/identity/join.server.ts";
import { RoleNotOffered } from "#app/identity/provider-errors.ts";
import { requireRecentSignIn } from "#app/identity/recent-sign-in.server.ts";
import { mayAssign } from "#app/permissions.ts";
import type { Route } from "./+types/acceptances.ts";
import { roleChange } from "./member-rules.ts";
import { requireInviter } from "./require-inviter.server.ts";
import { requireWaiting } from "./require-waiting.server.ts";

export async function action(args: Route.ActionArgs) {
  const { request, context, params } = args;
  const { member, actor } = await requireInviter(context);
  const { id, name } = await requireWaiting(context, params.requestId);
  const submission = await readForm(request, roleChange);
  if (submission.status !== "success") throw data(null, { status: 400 });
  const { role } = submission.value;
  if (role === "owner") await requireRecentSignIn(args);
  const by = { userId: member.id, actor, may: mayAssign };
  const accepted = acceptRequest(context.get(dataTierContext), context.get(tenantContext), { id, role, by });
  const isAccepted = await accepted.catch((error: unknown) => {
    if (error instanceof RoleNotOffered) throw data(null, { status: 409 });
    throw error;
  });
  requireFound(isAccepted || undefined);
  const cookie = await flashCookie({ key: "join.accepted", name });
  return redirect("/members", { status: 303, headers: { "Set-Cookie": cookie } });
}

export const loader = () => redirect("/members");

/** A page, if an empty one: so that what is refused here is refused with a page. */
export default function Acceptances() {
  return null;
}
