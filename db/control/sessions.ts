/**
 * Sessions of people on one tenant's hostname. A row is found by the hash of the secret that only the cookie
 * holds.
 */
import { and, desc, eq, isNull, or, type SQL, sql } from "drizzle-orm";
import type { ControlTx } from "./control-db.ts";
import { memberships } from "./schema/people.ts";
import { sessions } from "./schema/sessions.ts";
import { staffSessions } from "./schema/staff.ts";
import { roleNow, wasFormerly } from "./session-exchange.ts";
import { OBEYS_TENANT } from "./session-rules.ts";
import { insertSession, isLive, ownerOf, revoke, touch } from "./session-tables.ts";
import { createTombstone, lockProviderObject } from "./tombstones.ts";

/** Not used for this long: over. @internal */
export const SESSION_IDLE_DAYS = 7;
/** Over in any case. */
export const SESSION_ABSOLUTE_DAYS = 30;

/** A session counts only on the hostname, and for the tenant, that it was made for. */
export type SessionKey = { idHash: string; tenantId: string; hostname: string };
export type NewSession = SessionKey & {
  userId: string;
  sourceSessionId: string;
  userAgent: string | null;
  ip?: string | null;
  /** Left out: not known, which counts as long ago. */
  provedAt?: Date | null;
  /** Left out: none was given. */
  hasSecondFactor?: boolean;
  /** Of the person's addresses. Left out: not known, and whatever is asked of anybody is asked of them. */
  domains?: string[] | null;
  /** Of the company through whose sign-on they came. Left out: by another way. */
  companyDomain?: string | null;
};
export type Session = {
  idHash: string;
  userId: string;
  sourceSessionId: string;
  userAgent: string | null;
  ip: string | null;
  provedAt: Date | null;
  hasSecondFactor: boolean;
  companyDomain: string | null;
  createdAt: Date;
  lastSeenAt: Date;
};
/** A session, and what the person is to the tenant that it is for. */
export type MemberSession = Session & {
  /** Whether they are still a member. */
  isMember: boolean;
  /** Their role is another than the one that the secret was given out for. */
  isExchangeDue: boolean;
  /** It was found by its former secret. */
  isFormer: boolean;
};

const columns = {
  idHash: sessions.idHash,
  userId: sessions.userId,
  sourceSessionId: sessions.sourceSessionId,
  userAgent: sessions.userAgent,
  ip: sessions.ip,
  provedAt: sessions.provedAt,
  hasSecondFactor: sessions.hasSecondFactor,
  companyDomain: sessions.companyDomain,
  createdAt: sessions.createdAt,
  lastSeenAt: sessions.lastSeenAt,
};

const LIVE = and(isLive(sessions, { idle: `${SESSION_IDLE_DAYS} days` }), OBEYS_TENANT);

/** Answers false, and makes none, where the provider's session it would come from is over already. */
export const createSession = (tx: ControlTx, session: NewSession): Promise<boolean> =>
  insertSession(
    tx,
    sessions,
    { ...session, role: roleNow(session.tenantId, session.userId) },
    { absolute: `${SESSION_ABSOLUTE_DAYS} days` },
  );

/**
 * The provider's session is over: so are all that came from it, of members and of staff, and none will come
 * from it any more. The lock is shared with the making of sessions: one that is being made at this moment is
 * either refused or revoked.
 */
export async function endSourceSession(tx: ControlTx, sourceSessionId: string, endedAt: Date): Promise<void> {
  await lockProviderObject(tx, "session", sourceSessionId);
  await createTombstone(tx, "session", sourceSessionId, endedAt);
  await revoke(tx, sessions, eq(sessions.sourceSessionId, sourceSessionId));
  await revoke(tx, staffSessions, eq(staffSessions.sourceSessionId, sourceSessionId));
}

/** The session, if it is live, and of this tenant on this hostname; by its former secret for a moment too. */
export async function getSession(tx: ControlTx, key: SessionKey): Promise<MemberSession | undefined> {
  const found = await findSession(tx, key, eq(sessions.idHash, key.idHash));
  if (found) return { ...found, isFormer: false };
  const former = await findSession(tx, key, wasFormerly(key.idHash));
  return former && { ...former, isFormer: true };
}

async function findSession(tx: ControlTx, key: SessionKey, bySecret: SQL | undefined) {
  const rows = await tx
    .select({
      ...columns,
      isMember: sql<boolean>`${memberships.userId} IS NOT NULL`,
      isExchangeDue: sql<boolean>`${memberships.role} IS NOT NULL
        AND ${sessions.role} IS DISTINCT FROM ${memberships.role}`,
    })
    .from(sessions)
    .leftJoin(
      memberships,
      and(
        eq(memberships.tenantId, sessions.tenantId),
        eq(memberships.userId, sessions.userId),
        isNull(memberships.deletedAt),
        isNull(memberships.deactivatedAt),
      ),
    )
    .where(and(bySecret, eq(sessions.tenantId, key.tenantId), eq(sessions.hostname, key.hostname), LIVE));
  return rows[0];
}

/** Whose session it is, or was before it was over; by its former secret too, however long ago. */
export const getSessionOwner = (
  tx: ControlTx,
  { tenantId, idHash, hostname }: SessionKey,
): Promise<string | undefined> => {
  const isIts = or(eq(sessions.idHash, idHash), eq(sessions.formerIdHash, idHash));
  return ownerOf(tx, sessions, { isIts, hostname }, eq(sessions.tenantId, tenantId));
};

/** Notes that the session is in use, at most once in `SESSION_TOUCH_SECONDS`. */
export const touchSession = (tx: ControlTx, idHash: string): Promise<void> => touch(tx, sessions, idHash);

/** A person's live sessions in one tenant, the latest first. */
export async function listSessions(
  tx: ControlTx,
  { tenantId, userId }: { tenantId: string; userId: string },
): Promise<Session[]> {
  return tx
    .select(columns)
    .from(sessions)
    .where(and(eq(sessions.tenantId, tenantId), eq(sessions.userId, userId), LIVE))
    .orderBy(desc(sessions.lastSeenAt));
}

/** By its secret, or by the one before. */
export async function revokeSession(tx: ControlTx, idHash: string): Promise<void> {
  await revoke(tx, sessions, or(eq(sessions.idHash, idHash), eq(sessions.formerIdHash, idHash)));
}

export async function revokeSessionsByMember(
  tx: ControlTx,
  { tenantId, userId }: { tenantId: string; userId: string },
): Promise<void> {
  await revoke(tx, sessions, and(eq(sessions.tenantId, tenantId), eq(sessions.userId, userId)));
}

/** Everywhere: in every workspace, and on the platform. */
export async function revokeSessionsByUser(tx: ControlTx, userId: string): Promise<void> {
  await revoke(tx, sessions, eq(sessions.userId, userId));
  await revoke(tx, staffSessions, eq(staffSessions.userId, userId));
}

export async function revokeSessionsByTenant(tx: ControlTx, tenantId: string): Promise<void> {
  await revoke(tx, sessions, eq(sessions.tenantId, tenantId));
}
