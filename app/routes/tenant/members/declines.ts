/** Somebody who asked is not let in. */
import { redirect } from "react-router";
import { dataTierContext } from "#app/context.ts";
import { flashCookie } from "#app/http/flash.server.ts";
import { noFields, readForm } from "#app/http/form.server.ts";
import { requireFound } from "#app/http/require-found.ts";
import { declineRequest } from "#app/identity/join.server.ts";
import type { Route } from "./+types/declines.ts";
import { requireInviter } from "./require-inviter.server.ts";
import { requireWaiting } from "./require-waiting.server.ts";

export async function action({ request, context, params }: Route.ActionArgs) {
  const { member, actor, tenant } = await requireInviter(context);
  const { id, name } = await requireWaiting(context, params.requestId);
  await readForm(request, noFields);
  const decline = { id, by: { userId: member.id, actor } };
  requireFound((await declineRequest(context.get(dataTierContext), tenant, decline)) || undefined);
  const cookie = await flashCookie({ key: "join.declined", name });
  return redirect("/members", { status: 303, headers: { "Set-Cookie": cookie } });
}

export const loader = () => redirect("/members");

/** A page, if an empty one: so that what is refused here is refused with a page. */
export default function Declines() {
  return null;
}
