/** Sessions of staff on the platform's hostname, and the tickets that they come from. */
import { and, eq, isNull, notExists, or, sql } from "drizzle-orm";
import type { ControlTx } from "./control-db.ts";
import { users } from "./schema/people.ts";
import { staffSessions, staffTickets } from "./schema/staff.ts";
import { tombstones } from "./schema/webhooks.ts";
import {
  insertSession,
  insertTicket,
  isLive,
  ownerOf,
  redeem,
  revoke,
  type TicketKey,
  touch,
} from "./session-tables.ts";

/** Shorter than a workspace's: what staff can do concerns everybody. @internal */
export const STAFF_SESSION_IDLE_HOURS = 2;
export const STAFF_SESSION_ABSOLUTE_HOURS = 12;
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

export const createStaffTicket = (tx: ControlTx, ticket: NewStaffTicket): Promise<void> =>
  insertTicket(tx, staffTickets, ticket);

export async function redeemStaffTicket(
  tx: ControlTx,
  key: TicketKey,
): Promise<(StaffIdentity & { returnTo: string }) | undefined> {
  const row = await redeem(tx, staffTickets, key);
  if (!row) return undefined;
  const { userId, email, sourceSessionId, returnTo } = row;
  return { userId, email, sourceSessionId, returnTo };
}

/** Answers false, and makes none, where the provider's session it would come from is over already. */
export const createStaffSession = (tx: ControlTx, session: NewStaffSession): Promise<boolean> =>
  insertSession(tx, staffSessions, session, { absolute: `${STAFF_SESSION_ABSOLUTE_HOURS} hours` });

const LIVE = isLive(staffSessions, { idle: `${STAFF_SESSION_IDLE_HOURS} hours` });

/**
 * The session, if it is live and of this hostname. It is over once the person is deleted, or has another
 * address than the one that made them staff.
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
        LIVE,
        or(isNull(users.id), eq(sql`lower(${users.email})`, staffSessions.email)),
        notExists(goneOf(tx)),
      ),
    );
  return row;
}

/** A person who was deleted comes in with no ticket that they still had. */
const goneOf = (tx: ControlTx) =>
  tx
    .select({ id: tombstones.id })
    .from(tombstones)
    .where(and(eq(tombstones.kind, "user"), eq(tombstones.id, staffSessions.userId)));

/** Whose session it is, or was before it was over. */
export const getStaffSessionOwner = (
  tx: ControlTx,
  { idHash, hostname }: { idHash: string; hostname: string },
): Promise<string | undefined> =>
  ownerOf(tx, staffSessions, { isIts: eq(staffSessions.idHash, idHash), hostname });

/** Notes that the session is in use. */
export const touchStaffSession = (tx: ControlTx, idHash: string): Promise<void> =>
  touch(tx, staffSessions, idHash);

/** Answers whose it was; undefined where it is over already. */
export async function revokeStaffSession(tx: ControlTx, idHash: string): Promise<string | undefined> {
  const [userId] = await revoke(tx, staffSessions, eq(staffSessions.idHash, idHash));
  return userId;
}
