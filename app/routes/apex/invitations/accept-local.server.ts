/** An invitation's page with the stand-in: who follows its link, and what they do there. */
import { data, redirect } from "react-router";
import type { z } from "zod";
import { dataTierContext } from "#app/context.ts";
import { AlreadyTaken, type DataTier } from "#app/db.server.ts";
import { emailKey } from "#app/db.shared.ts";
import { env } from "#app/env.server.ts";
import { limit } from "#app/http/limits.server.ts";
import { getUser, getVerifiedUser, requireUser } from "#app/identity/clerk.server.ts";
import { unbindSession } from "#app/identity/companion.server.ts";
import { followInvitation, isFor, readTicket, type Ticket } from "#app/identity/local/accept.server.ts";
import { clearedCookies, signIn, signUp } from "#app/identity/local/people.server.ts";
import { TICKET_PARAM } from "#app/identity/paths.ts";
import { endProviderSession } from "#app/identity/sign-out.server.ts";
import type { acceptForm } from "./accept-rules.ts";
import { waitPath } from "./wait-path.ts";

type Args = Parameters<typeof getUser>[0];
/** What is over has nothing behind its address any more, and never will have. */
const GONE = 410;

const find = async ({ url, context }: Args): Promise<Ticket | undefined> => {
  const ticket = url.searchParams.get(TICKET_PARAM);
  return ticket ? readTicket(context.get(dataTierContext), ticket) : undefined;
};

/** Whoever has the link is told what it is for; of an invitation that is over, only that. */
export async function loadTicket(args: Args) {
  const [ticket, user] = await Promise.all([find(args), getUser(args)]);
  if (!ticket) return data({ kind: "over" as const, reason: "unknown" as const }, { status: 404 });
  const isTheirs = user !== null && isFor(ticket, user);
  if (ticket.status === "accepted" && isTheirs) throw redirect(waitPath(ticket.organizationId));
  if (ticket.status !== "pending")
    return data({ kind: "over" as const, reason: ticket.status }, { status: GONE });
  const { workspace, email, role, inviter, hasAccount } = ticket;
  const shown = { kind: "open" as const, workspace, email, role, inviter, hasAccount };
  return { ...shown, user: user && { email: user.email, isTheirs } };
}

type Place = { tier: DataTier; ip: string; here: string };

/** Signs up or in as the invited person, or lets them join. */
export async function act(args: Args, form: z.infer<typeof acceptForm>, { tier, ip, here }: Place) {
  const ticket = await find(args);
  if (ticket?.status !== "pending") return redirect(here, 303);
  const email = emailKey(ticket.email);
  if (form.intent === "signUp") {
    await limit("signUps", ip);
    const { firstName, lastName } = form;
    return redirect(here, { status: 303, headers: await signUpOnce(tier, { firstName, lastName, email }) });
  }
  if (form.intent === "signIn") {
    await limit("signIns", ip);
    return redirect(here, { status: 303, headers: (await signIn(tier, { email })) ?? {} });
  }
  const user = await requireUser(args);
  const isIn = await followInvitation(tier, ticket, user.id);
  return redirect(isIn ? waitPath(ticket.organizationId) : here, 303);
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

/** Signs out whoever is signed in, so that the invited person can go on. */
export async function leave(args: Args): Promise<Headers> {
  const user = await getVerifiedUser(args);
  if (user) await endProviderSession(args.context.get(dataTierContext), user.sessionId);
  const headers = env.identity === "local" ? clearedCookies() : new Headers();
  headers.append("set-cookie", await unbindSession());
  return headers;
}
