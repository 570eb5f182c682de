/** The server's half of an invitation's page: the provider's own form takes the ticket from the address. */
import { data, redirect } from "react-router";
import { readForm } from "#app/http/form.server.ts";
import { leaveForm } from "../../../components/leave-form.ts";
import type { ServerPage, Visitor } from "../../../identity-provider.ts";
import { ACCEPT_INVITATION, waitPath } from "../../../paths.ts";
import { invitationPath, TICKET_PARAM, TICKET_STATUS_PARAM } from "../ticket.ts";
import type { InvitationData } from "./clerk-invitation.tsx";

export const invitationPage: ServerPage<Visitor> = {
  async load({ url: { searchParams } }, { verified }) {
    const status = searchParams.get(TICKET_STATUS_PARAM);
    if (status === "complete") throw redirect(waitPath());
    // The provider's own form shows nothing to whom it takes for signed in.
    if (verified) return { loaded: { kind: "other", email: verified.email } satisfies InvitationData };
    const ticket = searchParams.get(TICKET_PARAM);
    if (!ticket) throw data(null, { status: 404 });
    const loaded: InvitationData = {
      kind: "ticket",
      isNew: status !== "sign_in",
      signInPath: invitationPath(ticket, "sign_in"),
      signUpPath: invitationPath(ticket, "sign_up"),
      waitPath: waitPath(),
    };
    return { loaded };
  },

  async submit({ request, url }, { signOut }) {
    const submission = await readForm(request, leaveForm);
    if (submission.status !== "success") throw data(null, { status: 405 });
    return redirect(`${ACCEPT_INVITATION}${url.search}`, { headers: await signOut() });
  },
};
