/** Members by what is known of them elsewhere. */
import { and, asc, inArray, or, sql } from "drizzle-orm";
import type { TenantTx } from "../routing/tenant-db.ts";
import { type MemberRow, memberColumns, shownName } from "./members.ts";
import { members } from "./schema.ts";

/**
 * The addresses of those who are in the workspace, kept out or not, of these in lower case. The database's
 * lower case: an address whose letters it does not know is left to whoever knows better.
 */
export async function listMemberEmails(tx: TenantTx, emails: string[]): Promise<string[]> {
  if (emails.length === 0) return [];
  const isOne = inArray(sql`lower(${members.email})`, emails);
  const rows = await tx
    .select({ email: members.email })
    .from(members)
    .where(and(or(members.isActive, members.isDeactivated), isOne));
  return rows.map(({ email }) => email);
}

/** What people are called, by id, whether they are still in the workspace or not. */
export async function listMemberNames(tx: TenantTx, ids: string[]): Promise<Map<string, string>> {
  if (ids.length === 0) return new Map();
  const rows = await tx
    .select({ id: members.id, name: shownName })
    .from(members)
    .where(inArray(members.id, ids));
  return new Map(rows.map(({ id, name }) => [id, name]));
}

/** Those of these ids who are in the workspace, or were, by address. */
export async function listMembersById(tx: TenantTx, ids: string[]): Promise<MemberRow[]> {
  if (ids.length === 0) return [];
  return tx
    .select(memberColumns)
    .from(members)
    .where(inArray(members.id, ids))
    .orderBy(asc(members.email), asc(members.id));
}
