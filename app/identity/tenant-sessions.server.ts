/** Sessions of people on one tenant's hostname. */
import {
  createSession,
  getSession,
  getSessionOwner,
  isTouchDue,
  type MemberSession,
  revokeSession,
  SESSION_ABSOLUTE_DAYS,
  touchSession,
} from "#app/db.people.server.ts";
import type { DataTier } from "#app/db.server.ts";
import { type BrowserSessions, browserSessions } from "./session-storage.server.ts";
import { signedCookie } from "./signed-cookie.server.ts";

export const SESSION_COOKIE = "__Host-tenantry";
const SECONDS_PER_DAY = 86_400;
const cookie = signedCookie(SESSION_COOKIE, SESSION_ABSOLUTE_DAYS * SECONDS_PER_DAY);

type NewSession = Omit<Parameters<typeof createSession>[1], "idHash" | "tenantId" | "hostname">;

/**
 * Only sessions of this tenant on this hostname exist to it: they are read, touched and ended where no other
 * tenant's row is visible.
 */
export function tenantSessions(
  tier: DataTier,
  { id: tenantId }: { id: string },
  hostname: string,
): BrowserSessions<NewSession, MemberSession> {
  const control = tier.controlDb.forTenant(tenantId);
  const keyOf = (idHash: string) => `session ${tenantId} ${hostname} ${idHash}`;
  const whose = (session: MemberSession) =>
    session.isMember && !isTouchDue(session) ? { tenantId, userId: session.userId } : undefined;
  return browserSessions<NewSession, MemberSession>(cookie, {
    // Its making looks at what the provider says of its own session, which is no tenant's.
    create: (session) => tier.controlDb.write((tx) => createSession(tx, { ...session, tenantId, hostname })),
    find: async (idHash) => {
      const load = () => control.read((tx) => getSession(tx, { idHash, tenantId, hostname }));
      return tier.knownAccess.find(keyOf(idHash), load, whose);
    },
    owner: (idHash) => control.read((tx) => getSessionOwner(tx, { idHash, tenantId, hostname })),
    touch: (idHash) => control.write((tx) => touchSession(tx, idHash)),
    end: (idHash) => control.write((tx) => revokeSession(tx, idHash)),
  });
}
