import type { RouterContextProvider } from "react-router";
import { type Member, preferencesContext } from "#app/context.ts";
import type { Receiver } from "#app/db.tenant.server.ts";
import { getOptional } from "#app/http/optional-context.ts";
import { projectReach } from "#app/permissions.ts";

/**
 * Who is told, what they may see and what they do not want to hear of: a notification of anything else is
 * neither shown nor counted.
 */
export const receiverOf = (member: Member, context: Readonly<RouterContextProvider>): Receiver => ({
  memberId: member.id,
  reach: projectReach(member, "view"),
  muted: getOptional(context, preferencesContext)?.muted,
});
