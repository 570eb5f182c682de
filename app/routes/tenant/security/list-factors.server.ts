/** A page of a workspace's members, with how well each one's account is guarded. */
import type { RouterContextProvider } from "react-router";
import { dataTierContext, tenantContext, tenantDbContext } from "#app/context.ts";
import { listMemberSummaries } from "#app/db.people.server.ts";
import { personName } from "#app/i18n/person-name.ts";
import { readSignInFacts } from "#app/identity/sign-in-facts.server.ts";
import type { FactorRow } from "./factor-table.tsx";

const MEMBERS_A_PAGE = 25;

export async function listFactors(context: Readonly<RouterContextProvider>, cursor: string | undefined) {
  const page = await context
    .get(tenantDbContext)
    .read((tx) => listMemberSummaries(tx, { isActive: true, cursor, limit: MEMBERS_A_PAGE }));
  const userIds = page.items.map(({ id }) => id);
  const asked = { tenantId: context.get(tenantContext).id, userIds };
  const facts = await readSignInFacts(context.get(dataTierContext), asked);
  const rows: FactorRow[] = page.items.map((member) => ({
    id: member.id,
    name: personName(member),
    role: member.role,
    hasSecondFactor: facts.get(member.id)?.hasSecondFactor ?? false,
    hasCompanyAccount: facts.get(member.id)?.hasCompanyAccount ?? false,
    signedInAt: facts.get(member.id)?.signedInAt,
  }));
  return { ...page, items: rows };
}
