import type { Member } from "#app/context.ts";
import type { Receiver } from "#app/db.server.ts";
import { projectReach } from "#app/permissions.ts";

/** Who is told, and what they may see: a notification of anything else is neither shown nor counted. */
export const receiverOf = (member: Member): Receiver => ({
  memberId: member.id,
  reach: projectReach(member, "view"),
});
