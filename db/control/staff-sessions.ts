/** Sessions of staff on the platform's hostname, and the tickets that they come from. */
import { and, eq, gt, isNull, notExists, or, sql } from "drizzle-orm";
import type { ControlTx } from "./control-db.ts";
import { users } from "./schema/people.ts";
import { staffSessions, staffTickets } from "./schema/staff.ts";
import { tombstones } from "./schema/webhooks.ts";
import { hasTombstone, lockProviderObject } from "./tombstones.ts";

/** Shorter than a workspace's: what staff can do concerns everybody. @internal */
export const STAFF_SESSION_IDLE_HOURS = 2;
export const STAFF_SESSION_ABSOLUTE_HOURS = 12;
export const STAFF_SESSION_TOUCH_SECONDS = 60;
/** @internal */
export const STAFF_TICKET_LIFETIME_SECONDS = 30;

/** `email` is the verified address that makes the person staff, in lower case. */
export type StaffIdentity = { userId: string; email: string; sourceSessionId: string };
export type NewStaffTicket = StaffIdentity & {
  hash: string;
  hostname: string;
  nonceHash: string;
  returnTo: string;
};
export type NewStaffSession = StaffIdentity & { idHash: string; hostname: string; userAgent: string | null };
export type StaffSession = StaffIdentity & {
  idHash: string;
  firstName: string | null;
  lastName: string | null;
  lastSeenAt: Date;
};

export async function createStaffTicket(tx: ControlTx, ticket: NewStaffTicket): Promise<void> {
  await tx
    .insert(staffTickets)
    .values({ ...ticket, expiresAt: sql`now() + make_interval(secs => ${STAFF_TICKET_LIFETIME_SECONDS})` });
}

/** Uses up a ticket. Undefined where it is unknown, used, late, of another hostname or another browser. */
export async function redeemStaffTicket(
  tx: ControlTx,
  key: { hash: string; hostname: string; nonceHash: string },
): Promise<(StaffIdentity & { returnTo: string }) | undefined> {
  const [row] = await tx
    .update(staffTickets)
    .set({ redeemedAt: sql`now()` })
    .where(
      and(
        eq(staffTickets.hash, key.hash),
        eq(staffTickets.hostname, key.hostname),
        eq(staffTickets.nonceHash, key.nonceHash),
        isNull(staffTickets.redeemedAt),
        gt(staffTickets.expiresAt, sql`now()`),
      ),
    )
    .returning({
      userId: staffTickets.userId,
      email: staffTickets.email,
      sourceSessionId: staffTickets.sourceSessionId,
      returnTo: staffTickets.returnTo,
    });
  return row;
}

/** Answers false, and makes none, where the provider's session it would come from is over already. */
export async function createStaffSession(tx: ControlTx, session: NewStaffSession): Promise<boolean> {
  await lockProviderObject(tx, "session", session.sourceSessionId);
  if (await hasTombstone(tx, "session", session.sourceSessionId)) return false;
  await tx
    .insert(staffSessions)
    .values({ ...session, expiresAt: sql`now() + make_interval(hours => ${STAFF_SESSION_ABSOLUTE_HOURS})` });
  return true;
}

/**
 * The session, if it is live and of this hostname. It is over with the provider's session that it came from, with the
 * person's deletion, and once their address is another than the one that made them staff.
 */
export async function getStaffSession(
  tx: ControlTx,
  { idHash, hostname }: { idHash: string; hostname: string },
): Promise<StaffSession | undefined> {
  const [row] = await tx
    .select({
      idHash: staffSessions.idHash,
      userId: staffSessions.userId,
      email: staffSessions.email,
      sourceSessionId: staffSessions.sourceSessionId,
      lastSeenAt: staffSessions.lastSeenAt,
      firstName: users.firstName,
      lastName: users.lastName,
    })
    .from(staffSessions)
    .leftJoin(users, eq(users.id, staffSessions.userId))
    .where(
      and(
        eq(staffSessions.idHash, idHash),
        eq(staffSessions.hostname, hostname),
        isNull(staffSessions.revokedAt),
        gt(staffSessions.expiresAt, sql`now()`),
        gt(staffSessions.lastSeenAt, sql`now() - make_interval(hours => ${STAFF_SESSION_IDLE_HOURS})`),
        or(isNull(users.id), eq(sql`lower(${users.email})`, staffSessions.email)),
        notExists(tombstonesOf(tx)),
      ),
    );
  return row;
}

const tombstonesOf = (tx: ControlTx) =>
  tx
    .select({ id: tombstones.id })
    .from(tombstones)
    .where(
      or(
        and(eq(tombstones.kind, "session"), eq(tombstones.id, staffSessions.sourceSessionId)),
        and(eq(tombstones.kind, "user"), eq(tombstones.id, staffSessions.userId)),
      ),
    );

/** Notes that the session is in use. */
export async function touchStaffSession(tx: ControlTx, idHash: string): Promise<void> {
  await tx.update(staffSessions).set({ lastSeenAt: sql`now()` }).where(eq(staffSessions.idHash, idHash));
}

/** Answers whose it was; undefined where it is over already. */
export async function revokeStaffSession(tx: ControlTx, idHash: string): Promise<string | undefined> {
  const [row] = await tx
    .update(staffSessions)
    .set({ revokedAt: sql`now()` })
    .where(and(eq(staffSessions.idHash, idHash), isNull(staffSessions.revokedAt)))
    .returning({ userId: staffSessions.userId });
  return row?.userId;
}
