import { redirect } from "react-router";
import { flashCookie } from "#app/http/flash.server.ts";
import { noFields, readForm } from "#app/http/form.server.ts";
import type { Route } from "./+types/revocations.ts";
import { takeBack } from "./end-invitation.server.ts";
import { requireInviter } from "./require-inviter.server.ts";

export async function action({ request, context, params }: Route.ActionArgs) {
  const inviter = await requireInviter(context);
  await readForm(request, noFields);
  const name = await takeBack(inviter, params.invitationId);
  const cookie = await flashCookie({ key: "invitations.revoked", name });
  return redirect("/members/invitations", { status: 303, headers: { "Set-Cookie": cookie } });
}

export const loader = () => redirect("/members/invitations");

/** A page, if an empty one: so that what is refused here is refused with a page. */
export default function Revocations() {
  return null;
}
