/**
 * Sessions of people on one tenant's hostname. A row is found by the hash of the secret that only the cookie
 * holds.
 */
import { and, desc, eq, isNull, or, type SQL, sql } from "drizzle-orm";
import { type Actor, recordAudit } from "./audit-log.ts";
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

/**
 * Answers false, and makes none, where the provider's session it would come from is over already. That
 * somebody signed in is in the tenant's log.
 */
export async function createSession(tx: ControlTx, session: NewSession): Promise<boolean> {
  const { tenantId, userId, ip } = session;
  const row = { ...session, role: roleNow(tenantId, userId) };
  const isMade = await insertSession(tx, sessions, row, { absolute: `${SESSION_ABSOLUTE_DAYS} days` });
  const actor: Actor = { kind: "member", id: userId, ip: ip ?? undefined };
  if (isMade) await recordAudit(tx, { actor, action: "session.start", tenantId });
  return isMade;
}

/**
 * The provider's session is over: so are all that came from it, of members and of staff, and none will come
 * from it any more. The lock is shared with the making of sessions: one that is being made at this moment is
 * either refused or revoked. `by`: left out, each person signed out themselves.
 */
export async function endSourceSession(
  tx: ControlTx,
  sourceSessionId: string,
  endedAt: Date,
  by?: Actor,
): Promise<void> {
  await lockProviderObject(tx, "session", sourceSessionId);
  await createTombstone(tx, "session", sourceSessionId, endedAt);
  await signOut(tx, eq(sessions.sourceSessionId, sourceSessionId), by);
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

/** By its secret, or by the one before; by the person whose it is. */
export async function revokeSession(tx: ControlTx, idHash: string): Promise<void> {
  await signOut(tx, or(eq(sessions.idHash, idHash), eq(sessions.formerIdHash, idHash)));
}

/** Ends those that have not ended yet; who is out of which tenant by it is in that tenant's log. */
async function signOut(tx: ControlTx, which: SQL | undefined, by?: Actor): Promise<void> {
  const ended = await tx
    .update(sessions)
    .set({ revokedAt: sql`now()` })
    .where(and(which, isNull(sessions.revokedAt)))
    .returning({ tenantId: sessions.tenantId, userId: sessions.userId });
  const action = "session.end";
  const records = ended.map(({ tenantId, userId }) =>
    by ? { actor: by, action, tenantId, detail: { userId } } : { actor: memberOf(userId), action, tenantId },
  );
  await recordAudit(tx, ...records);
}

const memberOf = (id: string): Actor => ({ kind: "member", id });

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
