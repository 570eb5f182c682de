/** Single-use passes from the apex to one tenant's hostname. */
import { and, eq, gt, isNull, sql } from "drizzle-orm";
import type { ControlTx } from "./control-db.ts";
import { tickets } from "./schema/sessions.ts";

/** @internal */
export const TICKET_LIFETIME_SECONDS = 30;

export type NewTicket = {
  hash: string;
  tenantId: string;
  userId: string;
  sourceSessionId: string;
  hostname: string;
  nonceHash: string;
  returnTo: string;
};
export type RedeemedTicket = { userId: string; sourceSessionId: string; returnTo: string };

export async function createTicket(tx: ControlTx, ticket: NewTicket): Promise<void> {
  await tx
    .insert(tickets)
    .values({ ...ticket, expiresAt: sql`now() + make_interval(secs => ${TICKET_LIFETIME_SECONDS})` });
}

/**
 * Uses up a ticket. Undefined where it is unknown, used, late, of another tenant or hostname, or of another browser
 * (nonce): the caller learns nothing more. One statement, so that of two who try at once only one succeeds.
 */
export async function redeemTicket(
  tx: ControlTx,
  key: { hash: string; tenantId: string; hostname: string; nonceHash: string },
): Promise<RedeemedTicket | undefined> {
  const rows = await tx
    .update(tickets)
    .set({ redeemedAt: sql`now()` })
    .where(
      and(
        eq(tickets.hash, key.hash),
        eq(tickets.tenantId, key.tenantId),
        eq(tickets.hostname, key.hostname),
        eq(tickets.nonceHash, key.nonceHash),
        isNull(tickets.redeemedAt),
        gt(tickets.expiresAt, sql`now()`),
      ),
    )
    .returning({
      userId: tickets.userId,
      sourceSessionId: tickets.sourceSessionId,
      returnTo: tickets.returnTo,
    });
  return rows[0];
}

/** Nobody comes in with a ticket that was issued before now. */
export async function deleteTicketsByTenant(tx: ControlTx, tenantId: string): Promise<void> {
  await tx.delete(tickets).where(eq(tickets.tenantId, tenantId));
}
