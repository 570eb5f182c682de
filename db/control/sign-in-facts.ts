/** How the members of one tenant sign in, for its owners. */
import { and, eq, inArray, isNull, type SQL, sql } from "drizzle-orm";
import type { ControlTx } from "./control-db.ts";
import { memberships, users } from "./schema/people.ts";
import { sessions } from "./schema/sessions.ts";

export type SignInFacts = {
  hasSecondFactor: boolean;
  /** The last sign-in that led into this tenant; undefined where none is kept. Of others nothing is told. */
  signedInAt: Date | undefined;
};

const SIGNED_IN: SQL<Date | null> = sql<Date | null>`(
  select max(coalesce(${sessions.provedAt}, ${sessions.createdAt})) from ${sessions}
  where ${sessions.tenantId} = ${memberships.tenantId} and ${sessions.userId} = ${memberships.userId})`;

/** By person, of those of `userIds` who are in the tenant. */
export async function listSignInFacts(
  tx: ControlTx,
  { tenantId, userIds }: { tenantId: string; userIds: string[] },
): Promise<Map<string, SignInFacts>> {
  const rows = await tx
    .select({
      id: users.id,
      hasSecondFactor: users.hasSecondFactor,
      signedInAt: SIGNED_IN.mapWith(sessions.createdAt),
    })
    .from(memberships)
    .innerJoin(users, eq(users.id, memberships.userId))
    .where(
      and(
        eq(memberships.tenantId, tenantId),
        isNull(memberships.deletedAt),
        inArray(memberships.userId, userIds),
      ),
    );
  return new Map(
    rows.map(({ id, hasSecondFactor, signedInAt }) => [
      id,
      { hasSecondFactor, signedInAt: signedInAt ?? undefined },
    ]),
  );
}
