/** Sessions of people on one tenant's hostname. A row is found by the hash of the secret that only the cookie holds. */
import { and, desc, eq, gt, isNull, lt, sql } from "drizzle-orm";
import type { ControlTx } from "./control-db.ts";
import { sessions } from "./schema/sessions.ts";
import { createTombstone, hasTombstone, lockProviderObject } from "./tombstones.ts";

/** Not used for this long: over. @internal */
export const SESSION_IDLE_DAYS = 7;
/** Over in any case. */
export const SESSION_ABSOLUTE_DAYS = 30;
/** `last_seen_at` is written at most this often. */
export const SESSION_TOUCH_SECONDS = 60;

/** A session counts only on the hostname, and for the tenant, that it was made for. */
export type SessionKey = { idHash: string; tenantId: string; hostname: string };
export type NewSession = SessionKey & {
  userId: string;
  sourceSessionId: string;
  userAgent: string | null;
};
export type Session = {
  idHash: string;
  userId: string;
  sourceSessionId: string;
  userAgent: string | null;
  createdAt: Date;
  lastSeenAt: Date;
};

const columns = {
  idHash: sessions.idHash,
  userId: sessions.userId,
  sourceSessionId: sessions.sourceSessionId,
  userAgent: sessions.userAgent,
  createdAt: sessions.createdAt,
  lastSeenAt: sessions.lastSeenAt,
};

const isLive = and(
  isNull(sessions.revokedAt),
  gt(sessions.expiresAt, sql`now()`),
  gt(sessions.lastSeenAt, sql`now() - make_interval(days => ${SESSION_IDLE_DAYS})`),
);

/** Answers false, and makes none, where the provider's session it would come from is over already. */
export async function createSession(tx: ControlTx, session: NewSession): Promise<boolean> {
  await lockProviderObject(tx, "session", session.sourceSessionId);
  if (await hasTombstone(tx, "session", session.sourceSessionId)) return false;
  await tx
    .insert(sessions)
    .values({ ...session, expiresAt: sql`now() + make_interval(days => ${SESSION_ABSOLUTE_DAYS})` });
  return true;
}

/**
 * The provider's session is over: so are all that came from it, and none will come from it any more. The lock is shared
 * with `createSession`: a session being made at this moment is either refused or revoked.
 */
export async function endSourceSession(tx: ControlTx, sourceSessionId: string, endedAt: Date): Promise<void> {
  await lockProviderObject(tx, "session", sourceSessionId);
  await createTombstone(tx, "session", sourceSessionId, endedAt);
  await revokeSessionsBySource(tx, sourceSessionId);
}

/** The session, if it is live, and of this tenant on this hostname. */
export async function getSession(tx: ControlTx, key: SessionKey): Promise<Session | undefined> {
  const rows = await tx
    .select(columns)
    .from(sessions)
    .where(
      and(
        eq(sessions.idHash, key.idHash),
        eq(sessions.tenantId, key.tenantId),
        eq(sessions.hostname, key.hostname),
        isLive,
      ),
    );
  return rows[0];
}

/** Notes that the session is in use, at most once in `SESSION_TOUCH_SECONDS`. */
export async function touchSession(tx: ControlTx, idHash: string): Promise<void> {
  const isStale = lt(sessions.lastSeenAt, sql`now() - make_interval(secs => ${SESSION_TOUCH_SECONDS})`);
  await tx
    .update(sessions)
    .set({ lastSeenAt: sql`now()` })
    .where(and(eq(sessions.idHash, idHash), isStale));
}

/** A person's live sessions in one tenant, the latest first. @internal */
export async function listSessions(
  tx: ControlTx,
  { tenantId, userId }: { tenantId: string; userId: string },
): Promise<Session[]> {
  return tx
    .select(columns)
    .from(sessions)
    .where(and(eq(sessions.tenantId, tenantId), eq(sessions.userId, userId), isLive))
    .orderBy(desc(sessions.lastSeenAt));
}

const revoke = (tx: ControlTx, condition: ReturnType<typeof and>) =>
  tx
    .update(sessions)
    .set({ revokedAt: sql`now()` })
    .where(and(condition, isNull(sessions.revokedAt)));

export async function revokeSession(tx: ControlTx, idHash: string): Promise<void> {
  await revoke(tx, eq(sessions.idHash, idHash));
}

/** All that came from one session at the identity provider. */
async function revokeSessionsBySource(tx: ControlTx, sourceSessionId: string): Promise<void> {
  await revoke(tx, eq(sessions.sourceSessionId, sourceSessionId));
}

export async function revokeSessionsByMember(
  tx: ControlTx,
  { tenantId, userId }: { tenantId: string; userId: string },
): Promise<void> {
  await revoke(tx, and(eq(sessions.tenantId, tenantId), eq(sessions.userId, userId)));
}

export async function revokeSessionsByUser(tx: ControlTx, userId: string): Promise<void> {
  await revoke(tx, eq(sessions.userId, userId));
}

export async function revokeSessionsByTenant(tx: ControlTx, tenantId: string): Promise<void> {
  await revoke(tx, eq(sessions.tenantId, tenantId));
}
