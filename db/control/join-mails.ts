/** Who is told that somebody asks to be let in, and what such mail tells of the request. */
import { and, desc, eq, gt, inArray, isNull, sql } from "drizzle-orm";
import type { Role } from "../routing/tenant.ts";
import type { ControlTx } from "./control-db.ts";
import { getWaitingRequest } from "./join-requests.ts";
import { queueMails } from "./mails.ts";
import { joinRequests } from "./schema/join-requests.ts";
import { mails } from "./schema/mails.ts";
import { memberships, users } from "./schema/people.ts";
import { getSecurity } from "./security.ts";
import type { WhoInvites } from "./security-choices.ts";
import { MAY_SIGN_IN } from "./users.ts";

/** People of one tenant who are told of one request, owners first. @internal */
export const ASK_MAIL_RECEIVERS = 20;
/** Requests of which one tenant is told in 24 hours; the others are found on the page. @internal */
export const ASK_MAILS_A_DAY = 20;

/**
 * Queues the mail that tells of a request that waits. `whoAnswers`: the roles that let people in, as the
 * owners have it.
 */
export async function queueAskMails(
  tx: ControlTx,
  requestId: string,
  whoAnswers: (whoInvites: WhoInvites) => Role[],
): Promise<void> {
  const [asked] = await tx
    .select({ tenantId: joinRequests.tenantId })
    .from(joinRequests)
    .where(eq(joinRequests.id, requestId));
  const tenantId = asked?.tenantId;
  // Of a name that is nobody's there is nobody to tell.
  if (!tenantId || !(await getWaitingRequest(tx, { tenantId, id: requestId }))) return;
  if ((await countTold(tx, tenantId)) >= ASK_MAILS_A_DAY) return;
  const { whoInvites } = await getSecurity(tx, tenantId);
  const receivers = await listMembersIn(tx, tenantId, whoAnswers(whoInvites));
  const mail = { kind: "join.asked" as const, tenantId, aboutId: requestId };
  await queueMails(tx, ...receivers.map((userId) => ({ ...mail, userId })));
}

/** Requests that people of this tenant were told of lately. */
async function countTold(tx: ControlTx, tenantId: string): Promise<number> {
  const [told] = await tx
    .select({ n: sql<number>`count(distinct ${mails.aboutId})::int` })
    .from(mails)
    .where(
      and(
        eq(mails.tenantId, tenantId),
        eq(mails.kind, "join.asked"),
        gt(mails.createdAt, sql`now() - interval '24 hours'`),
      ),
    );
  return told?.n ?? 0;
}

/** Who may come in now, in one of these roles. */
async function listMembersIn(tx: ControlTx, tenantId: string, roles: Role[]): Promise<string[]> {
  const rows = await tx
    .select({ userId: memberships.userId })
    .from(memberships)
    .innerJoin(users, and(eq(users.id, memberships.userId), MAY_SIGN_IN))
    .where(
      and(
        eq(memberships.tenantId, tenantId),
        inArray(memberships.role, roles),
        isNull(memberships.deletedAt),
        isNull(memberships.deactivatedAt),
      ),
    )
    .orderBy(desc(eq(memberships.role, "owner")), memberships.createdAt, memberships.userId)
    .limit(ASK_MAIL_RECEIVERS);
  return rows.map(({ userId }) => userId);
}

export type RequestOfMail = {
  slug: string;
  email: string;
  firstName: string | null;
  lastName: string | null;
  status: "pending" | "accepted" | "declined";
};

/** Undefined where it was taken away. */
export async function getRequestOfMail(tx: ControlTx, id: string): Promise<RequestOfMail | undefined> {
  const { slug, email, firstName, lastName, status } = joinRequests;
  const [row] = await tx
    .select({ slug, email, firstName, lastName, status })
    .from(joinRequests)
    .where(eq(joinRequests.id, id));
  return row;
}
