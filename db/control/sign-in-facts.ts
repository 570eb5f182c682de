/** How the members of one tenant sign in, for its owners. */
import { and, eq, inArray, isNotNull, isNull, type SQL, sql } from "drizzle-orm";
import type { ControlTx } from "./control-db.ts";
import { memberships, users } from "./schema/people.ts";
import { sessions } from "./schema/sessions.ts";

export type SignInFacts = {
  hasSecondFactor: boolean;
  /** They can sign in through their company. */
  hasCompanyAccount: boolean;
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
      hasCompanyAccount: users.hasCompanyAccount,
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
    rows.map(({ id, signedInAt, ...facts }) => [id, { ...facts, signedInAt: signedInAt ?? undefined }]),
  );
}

/** The company through whose sign-on a session of the provider began, where one that came from it says so. */
export async function findCompanyDomain(tx: ControlTx, sourceSessionId: string): Promise<string | undefined> {
  const [row] = await tx
    .select({ domain: sessions.companyDomain })
    .from(sessions)
    .where(and(eq(sessions.sourceSessionId, sourceSessionId), isNotNull(sessions.companyDomain)))
    .limit(1);
  return row?.domain ?? undefined;
}
