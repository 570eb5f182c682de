/** Ends every session of a member, on all devices, by whoever may manage them. */
import { data, redirect } from "react-router";
import { dataTierContext, tenantContext } from "#app/context.ts";
import { flashCookie } from "#app/http/flash.server.ts";
import { noFields, readForm } from "#app/http/form.server.ts";
import { personName } from "#app/i18n/person-name.ts";
import { signOutMember } from "#app/identity/live-sessions.server.ts";
import { requireRecentSignIn } from "#app/identity/recent-sign-in.server.ts";
import { mayAssign } from "#app/permissions.ts";
import type { Route } from "./+types/member-sessions.ts";
import { memberActor } from "./member-actor.server.ts";
import { memberPath } from "./member-table.tsx";
import { requireManager } from "./require-manager.server.ts";
import { requireMemberOf } from "./require-member-of.server.ts";

export const loader = ({ params }: Route.LoaderArgs) => redirect(memberPath(params.userId));

export async function action(args: Route.ActionArgs) {
  const { context, params, request } = args;
  const manager = requireManager(context);
  const member = await requireMemberOf(context, params.userId);
  if (!mayAssign(manager.role, member.role)) throw data(null, { status: 403 });
  await readForm(request, noFields);
  await requireRecentSignIn(args);
  const person = { tenantId: context.get(tenantContext).id, userId: member.id };
  await signOutMember(context.get(dataTierContext), person, memberActor(context));
  const cookie = await flashCookie({ key: "sessions.endedOfMember", name: personName(member) });
  return redirect(memberPath(member.id), { status: 303, headers: { "Set-Cookie": cookie } });
}
