/** Pure: what the link in an invitation brings; the provider names these. */
import { ACCEPT_INVITATION } from "../../paths.ts";

export const TICKET_PARAM = "__clerk_ticket";
export const TICKET_STATUS_PARAM = "__clerk_status";

export const invitationPath = (ticket: string, status: "sign_in" | "sign_up"): string =>
  `${ACCEPT_INVITATION}?${new URLSearchParams({ [TICKET_PARAM]: ticket, [TICKET_STATUS_PARAM]: status })}`;
