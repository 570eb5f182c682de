/** The people whom a tenant begins with. */
import { sql } from "drizzle-orm";
import type { ControlTx } from "../control/control-db.ts";
import type { DataTier } from "../data-tier.ts";
import type { Tenant } from "../routing/tenant.ts";
import { type MemberInput, upsertMember } from "../tenant/members.ts";

/** The control plane knows who may enter; the tenant's own table is told. */
export async function addMembers(tier: DataTier, tenant: Tenant): Promise<void> {
  const members = await tier.controlDb.read((tx) => listMembers(tx, tenant.id));
  if (members.length === 0) return;
  await tier.tenantRouter.connect(tenant).write(async (tx) => {
    for (const member of members) await upsertMember(tx, member);
  });
}

export async function listMembers(tx: ControlTx, tenantId: string): Promise<MemberInput[]> {
  const { rows } = await tx.execute<MemberInput>(sql`
    select u.id, coalesce(nullif(u.email, ''), u.id || '@no-email.invalid') as email, u.first_name as "firstName",
           u.last_name as "lastName", u.avatar_url as "avatarUrl", m.role,
           m.deactivated_at is not null as "isDeactivated"
    from control.memberships m join control.users u on u.id = m.user_id
    where m.tenant_id = ${tenantId} and m.deleted_at is null and u.deleted_at is null`);
  return rows;
}
