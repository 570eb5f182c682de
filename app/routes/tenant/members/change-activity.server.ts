import { type RouterContextProvider, redirect } from "react-router";
import { dataTierContext, memberContext, tenantContext } from "#app/context.ts";
import { flashCookie } from "#app/http/flash.server.ts";
import { noFields, readForm } from "#app/http/form.server.ts";
import { requireFound } from "#app/http/require-found.ts";
import { personName } from "#app/i18n/person-name.ts";
import { setMemberActivity } from "#app/identity/member-activity.server.ts";
import { requireRecentSignIn } from "#app/identity/recent-sign-in.server.ts";
import { mayAssign } from "#app/permissions.ts";
import { memberActor } from "./member-actor.server.ts";
import { memberPath } from "./member-table.tsx";
import { requireManager } from "./require-manager.server.ts";
import { requireMemberOf } from "./require-member-of.server.ts";

/** 404 for who is not a member; throws as `setMemberActivity` does. */
export async function changeActivityHere(
  context: Readonly<RouterContextProvider>,
  userId: string,
  isActive: boolean,
): Promise<void> {
  const by = { userId: context.get(memberContext).id, actor: memberActor(context), may: mayAssign };
  const change = { userId, isActive, by };
  const isMember = await setMemberActivity(context.get(dataTierContext), context.get(tenantContext), change);
  requireFound(isMember || undefined);
}

type Asked = {
  context: Readonly<RouterContextProvider>;
  params: { userId: string };
  request: Request;
  url: URL;
};

/** The answer to the form on a member's page that keeps them out, or lets them in again. */
export async function answerActivity(args: Asked, isActive: boolean): Promise<Response> {
  const { context, params, request } = args;
  requireManager(context);
  const member = await requireMemberOf(context, params.userId);
  await readForm(request, noFields);
  if (member.role === "owner") await requireRecentSignIn(args);
  await changeActivityHere(context, member.id, isActive);
  const key = isActive ? "members.reactivated" : "members.deactivated";
  const cookie = await flashCookie({ key, name: personName(member) });
  return redirect(memberPath(member.id), { status: 303, headers: { "Set-Cookie": cookie } });
}
