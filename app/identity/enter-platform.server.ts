/** The way onto the platform's hostname: for those who are on the list of staff, asked at both ends. */
import type { RequestInfo } from "#app/context.ts";
import { createStaffTicket, redeemStaffTicket } from "#app/db.people.server.ts";
import type { DataTier } from "#app/db.server.ts";
import { platformHostname } from "#app/http/urls.server.ts";
import type { ApexUser } from "./identity-provider.ts";
import { enterPlatformPath } from "./paths.ts";
import {
  arrive,
  begin,
  type Door,
  newTicket,
  ticketKey,
  userAgentOf,
  type Wanted,
} from "./round-trip.server.ts";
import { getStaffEmail, isStaffEmail } from "./staff.server.ts";
import { staffSessions } from "./staff-sessions.server.ts";

export const PLATFORM_START = "/platform";
const DOOR: Door = { ticketPath: "/platform/session", start: PLATFORM_START };

/** On the platform's hostname: off to the apex. */
export const beginEnteringPlatform = (request: Request, page: URL): Response =>
  begin(request, page, enterPlatformPath);

/** On the apex: back with a ticket. Undefined for everybody who is not staff. */
export async function issueStaffTicket(
  tier: DataTier,
  { id: userId, sessionId: sourceSessionId }: Pick<ApexUser, "id" | "sessionId">,
  wanted: Omit<Wanted, "hostname">,
): Promise<string | undefined> {
  const email = await getStaffEmail(userId);
  if (!email) return undefined;
  const { row, url } = newTicket(DOOR, { ...wanted, hostname: platformHostname });
  await tier.controlDb.write((tx) => createStaffTicket(tx, { ...row, userId, email, sourceSessionId }));
  return url;
}

/** On the platform's hostname again: the ticket for a session. Undefined where the ticket is not good. */
export async function finishEnteringPlatform(
  tier: DataTier,
  request: Request,
  info: Pick<RequestInfo, "hostname" | "ip" | "id">,
  ticket: string | null,
): Promise<Response | undefined> {
  const key = ticketKey(request, info.hostname, ticket);
  if (!key) return undefined;
  const redeemed = await tier.controlDb.write((tx) => redeemStaffTicket(tx, key));
  if (!redeemed || !isStaffEmail(redeemed.email)) return undefined;
  const { returnTo, ...identity } = redeemed;
  const session = { ...identity, userAgent: userAgentOf(request) };
  const setCookie = await staffSessions(tier, info).start(request, session);
  return setCookie === undefined ? undefined : arrive(DOOR, setCookie, returnTo);
}
