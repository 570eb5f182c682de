import { getMember } from "#app/db.people.server.ts";
import type { TenantTx } from "#app/db.server.ts";
import type { ProjectReach } from "#app/db.tenant.server.ts";
import { projectReach } from "#app/permissions.ts";

/**
 * What a member may see at this moment: a file that is read slowly ends with the right to it. Throws for who
 * is no member any more.
 */
export async function reachNow(tx: TenantTx, memberId: string): Promise<ProjectReach> {
  const member = await getMember(tx, memberId);
  if (!member?.isActive) throw new Error("Whoever takes this along is no member any more.");
  return projectReach(member, "view");
}
