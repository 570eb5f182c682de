/**
 * A session's secret is exchanged when its person's rights have changed. The former one is good for a few
 * seconds more: of requests that run at once all but one still bring it, and the answer that carried the new
 * one may have been lost.
 */
import { and, eq, gt, isNull, type SQL, sql } from "drizzle-orm";
import type { Role } from "../routing/tenant.ts";
import type { ControlTx } from "./control-db.ts";
import { memberships } from "./schema/people.ts";
import { sessions } from "./schema/sessions.ts";

/** So long the former secret is good. @internal */
export const EXCHANGE_SECONDS = 10;

/** The role of a person in a tenant now, both as values or as columns; null for who is not in it. */
export const roleNow = (tenantId: unknown, userId: unknown): SQL<Role | null> => sql<Role | null>`(
  select ${memberships.role} from ${memberships} where ${memberships.tenantId} = ${tenantId}
  and ${memberships.userId} = ${userId} and ${memberships.deletedAt} is null)`;

/** A session whose secret was this one until a moment ago. */
export const wasFormerly = (idHash: string): SQL | undefined =>
  and(
    eq(sessions.formerIdHash, idHash),
    gt(sessions.exchangedAt, sql`now() - make_interval(secs => ${EXCHANGE_SECONDS})`),
  );

/** Answers whether it was exchanged: of two who try at once one does it, the other finds it done. */
export async function exchangeSession(
  tx: ControlTx,
  { idHash, nextHash }: { idHash: string; nextHash: string },
): Promise<boolean> {
  const rows = await tx
    .update(sessions)
    .set({
      idHash: nextHash,
      formerIdHash: idHash,
      exchangedAt: sql`now()`,
      role: roleNow(sessions.tenantId, sessions.userId),
    })
    .where(and(eq(sessions.idHash, idHash), isNull(sessions.revokedAt)))
    .returning({ idHash: sessions.idHash });
  return rows.length > 0;
}
