/**
 * Asking to be let into a tenant. Whether there is one of that name is nobody's business who is not in it:
 * what is asked for is kept, counted and answered alike, and only a decision of the tenant's own people tells
 * that it is there.
 */
import { and, eq, gt, inArray, isNull, sql } from "drizzle-orm";
import { JoinRequestLimitReached } from "../people-errors.ts";
import { type Actor, recordAudit } from "./audit-log.ts";
import type { ControlTx } from "./control-db.ts";
import { enqueue } from "./jobs.ts";
import { isRecent, JOIN_REQUESTS_A_DAY, type Person } from "./join-requests.ts";
import { lockKeys } from "./locks.ts";
import { getMembershipState } from "./memberships.ts";
import { joinRequests } from "./schema/join-requests.ts";
import { getTenantBySlug } from "./tenants.ts";

/** Tells whoever may answer. For a name that is nobody's the job is there all the same. */
export const JOIN_ASKED_JOB = "join-asked";

/** Of tenants in these states somebody can answer. */
const ANSWERING = new Set(["active", "read-only", "suspended", "moving"]);

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
