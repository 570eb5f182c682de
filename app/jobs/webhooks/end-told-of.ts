import type { MembershipKey } from "#app/db.people.server.ts";
import { type AuditRecord, SYSTEM } from "#app/db.server.ts";

/** For the owners' log: somebody is in the tenant no more, and nobody here did it. */
export const endToldOf = ({ tenantId, userId }: MembershipKey): AuditRecord => ({
  actor: SYSTEM,
  action: "member.end",
  tenantId,
  detail: { userId },
});
