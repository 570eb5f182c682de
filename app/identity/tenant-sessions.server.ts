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
import { exchanged } from "./exchanged-session.server.ts";
import { isSecret } from "./secret.ts";
import { type BrowserSessions, browserSessions, COOKIE_OUTLIVES_S } from "./session-storage.server.ts";
import { signedCookie } from "./signed-cookie.server.ts";

export const SESSION_COOKIE = "__Host-tenantry";
const SECONDS_PER_DAY = 86_400;
const cookie = signedCookie(SESSION_COOKIE, SESSION_ABSOLUTE_DAYS * SECONDS_PER_DAY + COOKIE_OUTLIVES_S);

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
  const isSettled = (session: MemberSession) =>
    session.isMember && !session.isExchangeDue && !session.isFormer && !isTouchDue(session);
  const whose = (session: MemberSession) =>
    isSettled(session) ? { tenantId, userId: session.userId } : undefined;
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

/**
 * The live session of this browser, or null. Where its person's role has changed since it began, or its
 * secret was exchanged a moment ago, `setCookie` brings the secret that counts from now on.
 */
export async function readSession(
  tier: DataTier,
  tenant: { id: string },
  hostname: string,
  request: Request,
): Promise<{ session: MemberSession | null; setCookie?: string }> {
  const session = await tenantSessions(tier, tenant, hostname).read(request);
  if (!session?.isExchangeDue && !session?.isFormer) return { session };
  const secret: unknown = await cookie.parse(request.headers.get("cookie"));
  if (!isSecret(secret)) return { session: null };
  const place = { tenantId: tenant.id, hostname };
  const now = await exchanged(tier.controlDb.forTenant(tenant.id), place, { session, secret });
  if (now.secret === undefined) return { session: now.session };
  return { session: now.session, setCookie: await cookie.serialize(now.secret) };
}
