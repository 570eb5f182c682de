/**
 * Asking to be let into a tenant. Whether there is one of that name is nobody's business who is not in it:
 * what is asked for is kept, counted and answered alike, and only a decision of the tenant's own people tells
 * that it is there.
 */
import { and, desc, eq, gt, inArray, isNull, sql } from "drizzle-orm";
import { JoinRequestLimitReached } from "../errors.ts";
import { type Actor, recordAudit } from "./audit-log.ts";
import type { ControlTx } from "./control-db.ts";
import { enqueue } from "./jobs.ts";
import type { JoinRequestStatus } from "./join-request-statuses.ts";
import { lockKeys } from "./locks.ts";
import { queueMails } from "./mails.ts";
import { getMembershipState } from "./memberships.ts";
import { joinRequests } from "./schema/join-requests.ts";
import { memberships } from "./schema/people.ts";
import { getTenantBySlug } from "./tenants.ts";

/** Names that one person may ask for in 24 hours. @internal */
export const JOIN_REQUESTS_A_DAY = 10;
/** A request waits this long; one that was declined is not made anew for as long. */
export const JOIN_REQUEST_DAYS = 30;

/** Tells whoever may answer. For a name that is nobody's the job is there all the same. */
export const JOIN_ASKED_JOB = "join-asked";

/** Of tenants in these states somebody can answer. */
const ANSWERING = new Set(["active", "suspended", "moving"]);

const isRecent = sql`${joinRequests.createdAt} > now() - make_interval(days => ${JOIN_REQUEST_DAYS})`;

type Person = { id: string; email: string; firstName: string | null; lastName: string | null };
type Asking = { person: Person; slug: string; actor: Actor };

/**
 * Notes that the person wants to join what has this name, whether it is there or not; once, however often it
 * is asked. Answers false where they may enter it already. Throws JoinRequestLimitReached.
 */
export async function askToJoin(tx: ControlTx, { person, slug, actor }: Asking): Promise<boolean> {
  const { id: userId, email, firstName, lastName } = person;
  await lockKeys(tx, `join:${userId}`);
  const tenant = await getTenantBySlug(tx, slug);
  const state = tenant && (await getMembershipState(tx, { tenantId: tenant.id, userId }));
  if (state?.role && !state.isDeactivated) return false;
  // Who was kept out on purpose asks nobody by this.
  const canAnswer = tenant && ANSWERING.has(tenant.status) && !state?.role;
  const tenantId = canAnswer ? tenant.id : null;
  if (await hasAsked(tx, userId, slug)) {
    // Asked before there was anybody to answer: now there is.
    if (tenantId) await giveTenant(tx, { userId, slug, tenantId });
    return true;
  }
  if ((await countAskedToday(tx, userId)) >= JOIN_REQUESTS_A_DAY) throw new JoinRequestLimitReached();
  const [made] = await tx
    .insert(joinRequests)
    .values({ tenantId, slug, userId, email, firstName, lastName })
    .returning({ id: joinRequests.id });
  await tellOfRequest(tx, made);
  await recordAudit(tx, { actor, action: "join.ask", ...(tenantId && { tenantId }), detail: { userId } });
  return true;
}

async function giveTenant(
  tx: ControlTx,
  { userId, slug, tenantId }: { userId: string; slug: string; tenantId: string },
): Promise<void> {
  const [given] = await tx
    .update(joinRequests)
    .set({ tenantId })
    .where(isUnanswerable(userId, slug))
    .returning({ id: joinRequests.id });
  await tellOfRequest(tx, given);
}

/** Who was told of it before is not told again. */
export async function tellOfRequest(tx: ControlTx, request: { id: string } | undefined): Promise<void> {
  if (request) await enqueue(tx, { name: JOIN_ASKED_JOB, payload: { requestId: request.id } });
}

const isUnanswerable = (userId: string, slug: string) =>
  and(
    eq(joinRequests.userId, userId),
    eq(joinRequests.slug, slug),
    eq(joinRequests.status, "pending"),
    isNull(joinRequests.tenantId),
  );

/** A wait, or a no, that is not long ago: neither is asked again. */
async function hasAsked(tx: ControlTx, userId: string, slug: string): Promise<boolean> {
  await tx
    .delete(joinRequests)
    .where(
      and(
        eq(joinRequests.userId, userId),
        eq(joinRequests.slug, slug),
        eq(joinRequests.status, "pending"),
        sql`not ${isRecent}`,
      ),
    );
  const [asked] = await tx
    .select({ id: joinRequests.id })
    .from(joinRequests)
    .where(
      and(
        eq(joinRequests.userId, userId),
        eq(joinRequests.slug, slug),
        inArray(joinRequests.status, ["pending", "declined"]),
        isRecent,
      ),
    )
    .limit(1);
  return asked !== undefined;
}

const countAskedToday = (tx: ControlTx, userId: string): Promise<number> =>
  tx.$count(
    joinRequests,
    and(eq(joinRequests.userId, userId), gt(joinRequests.createdAt, sql`now() - interval '24 hours'`)),
  );

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
