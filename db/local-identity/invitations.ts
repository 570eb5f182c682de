/** The stand-in's invitations into its organizations. */
import { randomBytes } from "node:crypto";
import { and, desc, eq, gt, lte, or, type SQL, sql } from "drizzle-orm";
import type { ControlTx } from "../control/control-db.ts";
import { emailKey } from "../control/email-key.ts";
import { newLocalId } from "./ids.ts";
import { localInvitations } from "./schema.ts";

export type LocalInvitation = typeof localInvitations.$inferSelect;
export type LocalInvitationStatus = LocalInvitation["status"];
export type NewLocalInvitation = Pick<
  LocalInvitation,
  "organizationId" | "email" | "role" | "inviterUserId" | "redirectUrl" | "publicMetadata" | "privateMetadata"
> & { expiresInDays: number };

const TICKET_BYTES = 32;

const isLate = lte(localInvitations.expiresAt, sql`now()`);
const isWaiting = and(eq(localInvitations.status, "pending"), gt(localInvitations.expiresAt, sql`now()`));

const withStatus = (row: LocalInvitation): LocalInvitation => ({
  ...row,
  status: row.status === "pending" && row.expiresAt.getTime() <= Date.now() ? "expired" : row.status,
});

/** Undefined where the address waits for an answer of this organization already. */
export async function createLocalInvitation(
  tx: ControlTx,
  { expiresInDays, ...invitation }: NewLocalInvitation,
): Promise<LocalInvitation | undefined> {
  const { organizationId, email } = invitation;
  const ofAddress = and(
    eq(localInvitations.organizationId, organizationId),
    eq(localInvitations.emailKey, emailKey(email)),
  );
  // One that is over leaves its place to the new one.
  await tx
    .update(localInvitations)
    .set({ status: "expired" })
    .where(and(ofAddress, eq(localInvitations.status, "pending"), isLate));
  const [created] = await tx
    .insert(localInvitations)
    .values({
      ...invitation,
      id: newLocalId("orginv"),
      emailKey: emailKey(email),
      ticket: randomBytes(TICKET_BYTES).toString("base64url"),
      expiresAt: sql`now() + make_interval(days => ${expiresInDays})`,
    })
    .onConflictDoNothing()
    .returning();
  return created && withStatus(created);
}

export async function getLocalInvitation(
  tx: ControlTx,
  by: { id: string } | { ticket: string },
): Promise<LocalInvitation | undefined> {
  const where = "id" in by ? eq(localInvitations.id, by.id) : eq(localInvitations.ticket, by.ticket);
  const [row] = await tx.select().from(localInvitations).where(where);
  return row && withStatus(row);
}

/** The newest first. */
export async function listLocalInvitations(
  tx: ControlTx,
  {
    organizationId,
    statuses,
    ...page
  }: { organizationId: string; statuses: LocalInvitationStatus[]; limit: number; offset: number },
): Promise<{ invitations: LocalInvitation[]; total: number }> {
  const where = and(
    eq(localInvitations.organizationId, organizationId),
    statuses.length > 0 ? or(...statuses.map(having)) : undefined,
  );
  const [rows, total] = await Promise.all([
    tx
      .select()
      .from(localInvitations)
      .where(where)
      .orderBy(desc(localInvitations.createdAt), desc(localInvitations.id))
      .limit(page.limit)
      .offset(page.offset),
    tx.$count(localInvitations, where),
  ]);
  return { invitations: rows.map(withStatus), total };
}

function having(status: LocalInvitationStatus): SQL | undefined {
  if (status === "pending") return isWaiting;
  const isSaid = eq(localInvitations.status, status);
  return status === "expired" ? or(isSaid, and(eq(localInvitations.status, "pending"), isLate)) : isSaid;
}

/** Undefined where it waits no more. */
export async function endLocalInvitation(
  tx: ControlTx,
  id: string,
  end: { status: "revoked" } | { status: "accepted"; userId: string },
): Promise<LocalInvitation | undefined> {
  const [row] = await tx
    .update(localInvitations)
    .set({ ...end, updatedAt: sql`clock_timestamp()` })
    .where(and(eq(localInvitations.id, id), isWaiting))
    .returning();
  return row && withStatus(row);
}
