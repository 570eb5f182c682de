/**
 * What sessions of members and of staff have in common, and the tickets that they come from. The tables stay
 * apart, so that none is ever taken for the other's; how one is made, found, touched and ended is the same.
 */
import { and, eq, gt, type InferSelectModel, isNull, lt, type SQL, sql } from "drizzle-orm";
import type { AnyPgColumn, AnyPgTable } from "drizzle-orm/pg-core";
import type { ControlTx } from "./control-db.ts";
import { hasTombstone, lockProviderObject } from "./tombstones.ts";
import { isKeptOut } from "./users.ts";

type Columns<Name extends string> = AnyPgTable & Record<Name, AnyPgColumn>;
export type SessionTable = Columns<
  "idHash" | "expiresAt" | "lastSeenAt" | "revokedAt" | "sourceSessionId" | "userId"
>;
export type TicketTable = Columns<"hash" | "hostname" | "nonceHash" | "expiresAt" | "redeemedAt">;

/** `last_seen_at` is written at most this often. @internal */
export const SESSION_TOUCH_SECONDS = 60;

/** Whether it is time to note again that the session is in use. */
export const isTouchDue = ({ lastSeenAt }: { lastSeenAt: Date }): boolean =>
  lastSeenAt.getTime() < Date.now() - SESSION_TOUCH_SECONDS * 1000;
/** From the apex back to where the way began. @internal */
export const TICKET_LIFETIME_SECONDS = 30;

/** Lengths of time, as PostgreSQL reads them: `7 days`. */
const from = (length: string): SQL => sql`now() + ${length}::interval`;
const ago = (length: string): SQL => sql`now() - ${length}::interval`;

/** Neither ended, nor too old, nor unused for too long. */
export const isLive = (table: SessionTable, { idle }: { idle: string }): SQL | undefined =>
  and(isNull(table.revokedAt), gt(table.expiresAt, sql`now()`), gt(table.lastSeenAt, ago(idle)));

/**
 * Answers false, and makes none, where the provider's session it would come from is over already, or its
 * person is gone or barred. The locks are shared with whoever says so: one that is being made at this moment
 * is either refused or revoked.
 */
export async function insertSession<T extends SessionTable>(
  tx: ControlTx,
  table: T,
  session: Record<string, unknown> & { sourceSessionId: string; userId: string },
  { absolute }: { absolute: string },
): Promise<boolean> {
  await lockProviderObject(tx, "session", session.sourceSessionId);
  await lockProviderObject(tx, "user", session.userId);
  if (await hasTombstone(tx, "session", session.sourceSessionId)) return false;
  if (await isKeptOut(tx, session.userId)) return false;
  await tx.insert(table).values({ ...session, expiresAt: from(absolute) } as never);
  return true;
}

/** Whose session it is or was, as long as its row is there: it lets nobody in. */
export async function ownerOf(
  tx: ControlTx,
  table: SessionTable & Columns<"hostname">,
  { isIts, hostname }: { isIts: SQL | undefined; hostname: string },
  also?: SQL,
): Promise<string | undefined> {
  const [row] = await tx
    .select({ userId: table.userId })
    .from(table as AnyPgTable)
    .where(and(isIts, eq(table.hostname, hostname), also))
    .limit(1);
  return row && String(row.userId);
}

/** Notes that a session is in use, at most once in `SESSION_TOUCH_SECONDS`. */
export async function touch(tx: ControlTx, table: SessionTable, idHash: string): Promise<void> {
  const isStale = lt(table.lastSeenAt, ago(`${SESSION_TOUCH_SECONDS} seconds`));
  await tx
    .update(table)
    .set({ lastSeenAt: sql`now()` } as never)
    .where(and(eq(table.idHash, idHash), isStale));
}

/** Ends sessions that have not ended yet, and answers whose they were. */
export async function revoke(tx: ControlTx, table: SessionTable, which: SQL | undefined): Promise<string[]> {
  const rows = await tx
    .update(table)
    .set({ revokedAt: sql`now()` } as never)
    .where(and(which, isNull(table.revokedAt)))
    .returning({ userId: table.userId });
  return rows.map(({ userId }) => String(userId));
}

export async function insertTicket(
  tx: ControlTx,
  table: TicketTable,
  ticket: Record<string, unknown>,
): Promise<void> {
  await tx
    .insert(table)
    .values({ ...ticket, expiresAt: from(`${TICKET_LIFETIME_SECONDS} seconds`) } as never);
}

export type TicketKey = { hash: string; hostname: string; nonceHash: string };

/**
 * Uses up a ticket, and answers its row. Undefined where it is unknown, used, late, of another hostname, or
 * of another browser (nonce): the caller learns nothing more. One statement, so that of two who try at once
 * only one succeeds.
 */
export async function redeem<T extends TicketTable>(
  tx: ControlTx,
  table: T,
  key: TicketKey,
  also?: SQL,
): Promise<InferSelectModel<T> | undefined> {
  const rows = await tx
    .update(table)
    .set({ redeemedAt: sql`now()` } as never)
    .where(
      and(
        eq(table.hash, key.hash),
        eq(table.hostname, key.hostname),
        eq(table.nonceHash, key.nonceHash),
        also,
        isNull(table.redeemedAt),
        gt(table.expiresAt, sql`now()`),
      ),
    )
    .returning();
  return (rows as unknown as InferSelectModel<T>[])[0];
}
