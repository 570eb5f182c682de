/** The server's half of an invitation's page: who follows its link, and what they do there. */
import { data, redirect } from "react-router";
import type { z } from "zod";
import { dataTierContext, requestContext } from "#app/context.ts";
import { AlreadyTaken, type DataTier } from "#app/db.server.ts";
import { emailKey } from "#app/db.shared.ts";
import { readForm } from "#app/http/form.server.ts";
import { limit } from "#app/http/limits.server.ts";
import type { PageActs, RequestArgs, ServerPage, Visitor } from "../../../identity-provider.ts";
import { ACCEPT_INVITATION, waitPath } from "../../../paths.ts";
import { TICKET_PARAM } from "../../clerk/ticket.ts";
import { followInvitation, isFor, readTicket, type Ticket } from "../accept.server.ts";
import { signIn, signUp } from "../people.server.ts";
import { invitationForm } from "./invitation-form.ts";
import type { InvitationPageData } from "./invitation-page.tsx";

/** What is over has nothing behind its address any more, and never will have. */
const GONE = 410;

export const invitationPage: ServerPage<Visitor> = { load, submit };

/** Whoever has the link is told what it is for; of an invitation that is over, only that. */
async function load(args: RequestArgs, { user }: Visitor) {
  const ticket = await find(args);
  if (!ticket) return over("unknown", 404);
  const isTheirs = user !== null && isFor(ticket, user);
  if (ticket.status === "accepted" && isTheirs) throw redirect(waitPath(ticket.organizationId));
  if (ticket.status !== "pending") return over(ticket.status, GONE);
  const { workspace, email, role, inviter, hasAccount } = ticket;
  const shown = { workspace, email, role, inviter, hasAccount };
  const loaded: InvitationPageData = {
    kind: "open",
    ...shown,
    user: user && { email: user.email, isTheirs },
  };
  return { loaded };
}

const find = async ({ url, context }: RequestArgs): Promise<Ticket | undefined> => {
  const ticket = url.searchParams.get(TICKET_PARAM);
  return ticket ? readTicket(context.get(dataTierContext), ticket) : undefined;
};

const over = (reason: Extract<InvitationPageData, { kind: "over" }>["reason"], status: number) => ({
  loaded: { kind: "over", reason } satisfies InvitationPageData,
  status,
});

/** Signs up or in as the invited person, or lets them join; or signs out who was not invited. */
async function submit(args: RequestArgs, { requireUser, signOut }: PageActs) {
  const submission = await readForm(args.request, invitationForm);
  if (submission.status !== "success") return data(submission.reply(), { status: 400 });
  const form = submission.value;
  const here = `${ACCEPT_INVITATION}${args.url.search}`;
  if (form.intent === "leave") return redirect(here, { headers: await signOut() });
  const ticket = await find(args);
  if (ticket?.status !== "pending") return redirect(here, 303);
  if (form.intent === "join") {
    const user = await requireUser();
    const isIn = await followInvitation(args.context.get(dataTierContext), ticket, user.id);
    return redirect(isIn ? waitPath(ticket.organizationId) : here, 303);
  }
  return redirect(here, { status: 303, headers: await signUpOrIn(args, ticket, form) });
}

type AsInvited = Exclude<z.infer<typeof invitationForm>, { intent: "leave" | "join" }>;

async function signUpOrIn({ context }: RequestArgs, ticket: Ticket, form: AsInvited): Promise<HeadersInit> {
  const tier = context.get(dataTierContext);
  const email = emailKey(ticket.email);
  const { ip } = context.get(requestContext);
  if (form.intent === "signUp") {
    await limit("signUps", ip);
    const { firstName, lastName } = form;
    return signUpOnce(tier, { firstName, lastName, email });
  }
  await limit("signIns", ip);
  return (await signIn(tier, { email })) ?? {};
}

/** The address may have signed up meanwhile: the page then asks them to sign in. */
async function signUpOnce(tier: DataTier, person: Parameters<typeof signUp>[1]): Promise<HeadersInit> {
  try {
    return await signUp(tier, person);
  } catch (error) {
    if (error instanceof AlreadyTaken) return {};
    throw error;
  }
}
