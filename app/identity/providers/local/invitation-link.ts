/** Pure: where an invitation's mail leads. */
import { TICKET_PARAM, TICKET_STATUS_PARAM } from "../clerk/ticket.ts";

type Linked = { redirectUrl: string; ticket: string };

/** `status`: what the provider adds on the way, for pages that do not look at the ticket themselves. */
export function invitationLink({ redirectUrl, ticket }: Linked, status?: "sign_in" | "sign_up"): string {
  const url = new URL(redirectUrl);
  url.searchParams.set(TICKET_PARAM, ticket);
  if (status) url.searchParams.set(TICKET_STATUS_PARAM, status);
  return url.href;
}
