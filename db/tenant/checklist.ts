/** What a workspace's own tables say of the first steps in it, and who does not want to see them any more. */
import { and, eq, ne, sql } from "drizzle-orm";
import type { TenantTx } from "../routing/tenant-db.ts";
import { members } from "./schema.ts";

export type ChecklistFacts = { isHidden: boolean; hasOthers: boolean };

export async function getChecklistFacts(tx: TenantTx, memberId: string): Promise<ChecklistFacts> {
  const others = tx
    .select({ id: members.id })
    .from(members)
    .where(and(ne(members.id, memberId), eq(members.isActive, true)));
  const [row] = await tx
    .select({ isHidden: members.hidesChecklist, hasOthers: sql<boolean>`exists(${others})` })
    .from(members)
    .where(eq(members.id, memberId));
  return row ?? { isHidden: true, hasOthers: false };
}

/** For this person alone. */
export async function hideChecklist(tx: TenantTx, memberId: string): Promise<void> {
  await tx.update(members).set({ hidesChecklist: true }).where(eq(members.id, memberId));
}
