import { redirect } from "react-router";
import { flashCookie } from "#app/http/flash.server.ts";
import { noFields, readForm } from "#app/http/form.server.ts";
import { limit } from "#app/http/limits.server.ts";
import type { Route } from "./+types/resendings.ts";
import { sendAgain } from "./end-invitation.server.ts";
import { requireInviter } from "./require-inviter.server.ts";

export async function action({ request, context, params }: Route.ActionArgs) {
  const inviter = await requireInviter(context);
  await readForm(request, noFields);
  await limit("invitations", inviter.member.id);
  const { email: name, outcome } = await sendAgain(inviter, params.invitationId);
  const cookie = await flashCookie({ key: `invitations.${outcome}`, name });
  return redirect("/members/invitations", { status: 303, headers: { "Set-Cookie": cookie } });
}

export const loader = () => redirect("/members/invitations");

/** A page, if an empty one: so that what is refused here is refused with a page. */
export default function Resendings() {
  return null;
}
