/** Requests to be let into a tenant, as who asked and who answers see them, and the answer that is no. */
import { and, desc, eq, inArray, sql } from "drizzle-orm";
import { type Actor, recordAudit } from "./audit-log.ts";
import type { ControlTx } from "./control-db.ts";
import type { JoinRequestStatus } from "./join-request-statuses.ts";
import { queueMails } from "./mails.ts";
import { joinRequests } from "./schema/join-requests.ts";
import { memberships } from "./schema/people.ts";

/** Names that one person may ask for in 24 hours. */
export const JOIN_REQUESTS_A_DAY = 10;
/** A request waits this long; one that was declined is not made anew for as long. */
export const JOIN_REQUEST_DAYS = 30;

/** One that still waits, or stands in the way of another. */
export const isRecent = sql`${joinRequests.createdAt} > now() - make_interval(days => ${JOIN_REQUEST_DAYS})`;

export type Person = { id: string; email: string; firstName: string | null; lastName: string | null };

export type OwnJoinRequest = {
  slug: string;
  status: Exclude<JoinRequestStatus, "accepted">;
  createdAt: Date;
};

/** What the person asked for and is not in, the newest first. */
export async function listOwnJoinRequests(tx: ControlTx, userId: string): Promise<OwnJoinRequest[]> {
  return tx
    .select({ slug: joinRequests.slug, status: joinRequests.status, createdAt: joinRequests.createdAt })
    .from(joinRequests)
    .where(
      and(
        eq(joinRequests.userId, userId),
        inArray(joinRequests.status, ["pending", "declined"]),
        isRecent,
        isOut,
      ),
    )
    .orderBy(desc(joinRequests.createdAt), desc(joinRequests.id))
    .limit(JOIN_REQUESTS_A_DAY * JOIN_REQUEST_DAYS) as Promise<OwnJoinRequest[]>;
}

const columns = {
  id: joinRequests.id,
  userId: joinRequests.userId,
  email: joinRequests.email,
  firstName: joinRequests.firstName,
  lastName: joinRequests.lastName,
  createdAt: joinRequests.createdAt,
};
export type JoinRequest = Person & { userId: string; createdAt: Date };

/** Who has come in by another way, or is kept out, waits for nothing. */
const isOut = sql`not exists (select from ${memberships} where ${memberships.tenantId} = ${joinRequests.tenantId}
  and ${memberships.userId} = ${joinRequests.userId} and ${memberships.deletedAt} is null)`;

const waitsFor = (tenantId: string) =>
  and(eq(joinRequests.tenantId, tenantId), eq(joinRequests.status, "pending"), isRecent, isOut);

/** Who waits for an answer of this tenant; who asked first comes first. */
export const listJoinRequests = (
  tx: ControlTx,
  tenantId: string,
  { limit }: { limit: number },
): Promise<JoinRequest[]> =>
  tx
    .select(columns)
    .from(joinRequests)
    .where(waitsFor(tenantId))
    .orderBy(joinRequests.createdAt, joinRequests.id)
    .limit(limit);

export const countJoinRequests = (tx: ControlTx, tenantId: string): Promise<number> =>
  tx.$count(joinRequests, waitsFor(tenantId));

type RequestKey = { tenantId: string; id: string };

/** Undefined where none waits for this tenant by this id. */
export async function getWaitingRequest(tx: ControlTx, key: RequestKey): Promise<JoinRequest | undefined> {
  const [row] = await tx.select(columns).from(joinRequests).where(isWaiting(key));
  return row;
}

/** `deciderId`: null where a proven domain of mail let them in. */
export type AcceptedRequest = { tenantId: string; userId: string; deciderId: string | null };

/** Whose request it was, and for which tenant, once they were let in: undefined before. */
export async function getAcceptedRequest(tx: ControlTx, id: string): Promise<AcceptedRequest | undefined> {
  const { tenantId, userId, deciderId } = joinRequests;
  const [row] = await tx
    .select({ tenantId, userId, deciderId })
    .from(joinRequests)
    .where(and(eq(joinRequests.id, id), eq(joinRequests.status, "accepted")));
  return row?.tenantId ? { ...row, tenantId: row.tenantId } : undefined;
}

type Decision = RequestKey & { by: { userId: string; actor: Actor } };

/** Answers false where the request does not wait for this tenant (any more). */
export async function declineJoinRequest(tx: ControlTx, { tenantId, id, by }: Decision): Promise<boolean> {
  const [declined] = await tx
    .update(joinRequests)
    .set({ status: "declined", deciderId: by.userId, decidedAt: new Date() })
    .where(isWaiting({ tenantId, id }))
    .returning({ userId: joinRequests.userId });
  if (!declined) return false;
  await queueMails(tx, { kind: "join.declined", tenantId, userId: declined.userId, aboutId: id });
  const detail = { userId: declined.userId };
  await recordAudit(tx, { actor: by.actor, action: "join.decline", tenantId, detail });
  return true;
}

/** The row of a request that waits for this tenant. */
export const isWaiting = ({ tenantId, id }: RequestKey) => and(eq(joinRequests.id, id), waitsFor(tenantId));
