import { data, redirect } from "react-router";
import { dataTierContext, requestContext } from "#app/context.ts";
import { env } from "#app/env.server.ts";
import { readForm } from "#app/http/form.server.ts";
import { getVerifiedUser } from "#app/identity/clerk.server.ts";
import { ClerkInvitation } from "#app/identity/components/clerk-invitation.tsx";
import { ACCEPT_INVITATION, invitationPath, TICKET_PARAM, TICKET_STATUS_PARAM } from "#app/identity/paths.ts";
import type { Route } from "./+types/accept.ts";
import { act, leave, loadTicket } from "./accept-local.server.ts";
import { AcceptPage } from "./accept-page.tsx";
import { acceptForm } from "./accept-rules.ts";
import { OtherAddress } from "./other-address.tsx";
import { waitPath } from "./wait-path.ts";

/** Where an invitation's link leads: with the provider its own form takes the ticket from the address. */
export async function loader(args: Route.LoaderArgs) {
  if (env.identity === "local") return loadTicket(args);
  const { searchParams } = args.url;
  const status = searchParams.get(TICKET_STATUS_PARAM);
  if (status === "complete") throw redirect(waitPath());
  const user = await getVerifiedUser(args);
  const ticket = searchParams.get(TICKET_PARAM);
  if (!user && ticket) {
    const [signInPath, signUpPath] = [invitationPath(ticket, "sign_in"), invitationPath(ticket, "sign_up")];
    const isNew = status !== "sign_in";
    return { kind: "clerk" as const, isNew, signInPath, signUpPath, waitPath: waitPath() };
  }
  if (!user) throw data(null, { status: 404 });
  // The provider's own form shows nothing to whom it takes for signed in.
  return { kind: "clerkOther" as const, email: user.email };
}

export async function action(args: Route.ActionArgs) {
  const submission = await readForm(args.request, acceptForm);
  if (submission.status !== "success") return data(submission.reply(), { status: 400 });
  const here = `${ACCEPT_INVITATION}${args.url.search}`;
  if (submission.value.intent === "leave") return redirect(here, { headers: await leave(args) });
  if (env.identity === "clerk") throw data(null, { status: 405 });
  return act(args, submission.value, {
    tier: args.context.get(dataTierContext),
    ip: args.context.get(requestContext).ip,
    here,
  });
}

export default function Accept({ loaderData, actionData }: Route.ComponentProps) {
  if (loaderData.kind === "clerk") return <ClerkInvitation {...loaderData} />;
  if (loaderData.kind === "clerkOther") return <OtherAddress email={loaderData.email} invited={undefined} />;
  return <AcceptPage ticket={loaderData} lastResult={actionData} />;
}
