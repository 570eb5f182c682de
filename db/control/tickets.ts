/** Single-use passes from the apex to one tenant's hostname. */
import { eq } from "drizzle-orm";
import type { ControlTx } from "./control-db.ts";
import { tickets } from "./schema/sessions.ts";
import { insertTicket, redeem, type TicketKey } from "./session-tables.ts";

export type NewTicket = {
  hash: string;
  tenantId: string;
  userId: string;
  sourceSessionId: string;
  hostname: string;
  nonceHash: string;
  returnTo: string;
  /** When the person last proved who they are, and whether with a second factor. */
  provedAt: Date;
  hasSecondFactor: boolean;
  /** Of the person's addresses, null where nobody asked; of the company through whose sign-on they came. */
  domains: string[] | null;
  companyDomain: string | null;
};
export type RedeemedTicket = Pick<
  NewTicket,
  "userId" | "sourceSessionId" | "returnTo" | "hasSecondFactor" | "domains" | "companyDomain"
> & {
  provedAt: Date | null;
};

export const createTicket = (tx: ControlTx, ticket: NewTicket): Promise<void> =>
  insertTicket(tx, tickets, ticket);

/** As `redeem`; of another tenant it is refused too. */
export async function redeemTicket(
  tx: ControlTx,
  { tenantId, ...key }: TicketKey & { tenantId: string },
): Promise<RedeemedTicket | undefined> {
  const row = await redeem(tx, tickets, key, eq(tickets.tenantId, tenantId));
  if (!row) return undefined;
  const { userId, sourceSessionId, returnTo, provedAt, hasSecondFactor, domains, companyDomain } = row;
  return { userId, sourceSessionId, returnTo, provedAt, hasSecondFactor, domains, companyDomain };
}

/** Nobody comes in with a ticket that was issued before now. */
export async function deleteTicketsByTenant(tx: ControlTx, tenantId: string): Promise<void> {
  await tx.delete(tickets).where(eq(tickets.tenantId, tenantId));
}
