/**
 * Invitations into a tenant. The identity provider owns them: a page writes what the provider answered, and
 * its messages tell the same again, in any order and any number.
 */
import { and, desc, eq, gt, inArray, isNull, or, sql } from "drizzle-orm";
import {
  decodeCursor,
  keyset,
  type Page,
  type PageRequest,
  pageSize,
  TIMESTAMP,
  toPage,
  withoutKey,
} from "../paging.ts";
import type { Role } from "../routing/tenant.ts";
import type { ControlTx } from "./control-db.ts";
import { emailKey } from "./email-key.ts";
import type { InvitationStatus } from "./invitation-statuses.ts";
import { invitations } from "./schema/invitations.ts";
import { tenants } from "./schema/tenants.ts";

export type Invitation = {
  id: string;
  email: string;
  role: Role;
  status: InvitationStatus;
  inviterId: string | null;
  createdAt: Date;
  expiresAt: Date;
};
export type InvitationFromSource = Omit<Invitation, "inviterId"> & {
  tenantId: string;
  inviterId?: string | undefined;
  sourceUpdatedAt: Date;
};

/** One whose time is over is expired, whether the provider has said so or not. */
const status = sql<InvitationStatus>`case when ${invitations.status} = 'pending'
  and ${invitations.expiresAt} <= now() then 'expired' else ${invitations.status} end`;

const columns = {
  id: invitations.id,
  email: invitations.email,
  role: invitations.role,
  status,
  inviterId: invitations.inviterId,
  createdAt: invitations.createdAt,
  expiresAt: invitations.expiresAt,
};

const isEnded = (of: typeof invitations.status | ReturnType<typeof sql>) => sql`(${of} <> 'pending')::int`;

/**
 * Writes an invitation unless what we have is newer. One that was accepted, revoked or expired never waits
 * again, whatever comes late: so that no mark of it has to outlive it.
 */
export async function upsertInvitation(tx: ControlTx, invitation: InvitationFromSource): Promise<void> {
  const { id, tenantId, inviterId, ...said } = invitation;
  const isThis = and(eq(invitations.id, id), eq(invitations.tenantId, tenantId));
  const isFurther = sql`(${isEnded(sql`excluded.status`)}, excluded.source_updated_at)
    >= (${isEnded(invitations.status)}, ${invitations.sourceUpdatedAt})`;
  await tx
    .insert(invitations)
    .values({ id, tenantId, inviterId: inviterId ?? null, ...said, emailKey: emailKey(said.email) })
    .onConflictDoUpdate({
      target: invitations.id,
      set: {
        status: said.status,
        role: said.role,
        expiresAt: said.expiresAt,
        sourceUpdatedAt: said.sourceUpdatedAt,
      },
      // Nothing takes an invitation from one tenant to another.
      setWhere: and(eq(invitations.tenantId, sql`excluded.tenant_id`), isFurther),
    });
  // Who was told of it by a message first does not know who asked.
  if (inviterId)
    await tx
      .update(invitations)
      .set({ inviterId })
      .where(and(isThis, isNull(invitations.inviterId)));
}

/** Those that wait, and those that waited too long, the newest first. */
export async function listOpenInvitations(
  tx: ControlTx,
  tenantId: string,
  request: PageRequest = {},
): Promise<Page<Invitation>> {
  const cursor = decodeCursor(request.cursor, [TIMESTAMP, INVITATION_ID]);
  const size = pageSize(request.limit);
  const { where, orderBy } = keyset(
    [
      { expression: sql`${invitations.createdAt}`, type: "timestamptz" },
      { expression: sql`${invitations.id}`, type: "text" },
    ],
    "desc",
    cursor,
  );
  const rows = await tx
    .select({ ...columns, key: sql<string>`${invitations.createdAt}::text` })
    .from(invitations)
    .where(and(isOpen(tenantId), where))
    .orderBy(orderBy)
    .limit(size + 1);
  const page = toPage(rows, size, cursor, (row) => [row.key, row.id]);
  return { ...page, items: page.items.map(withoutKey) };
}

export const countOpenInvitations = (tx: ControlTx, tenantId: string): Promise<number> =>
  tx.$count(invitations, isOpen(tenantId));

const isOpen = (tenantId: string) =>
  and(eq(invitations.tenantId, tenantId), inArray(invitations.status, ["pending", "expired"]));

/** As the provider names them: what else stands in an address is nobody's. */
const INVITATION_ID = /^[\w-]{1,200}$/;

export async function getInvitation(
  tx: ControlTx,
  key: { tenantId: string; id: string },
): Promise<Invitation | undefined> {
  if (!INVITATION_ID.test(key.id)) return undefined;
  const [row] = await tx
    .select(columns)
    .from(invitations)
    .where(and(eq(invitations.tenantId, key.tenantId), eq(invitations.id, key.id)));
  return row;
}

/** Which of these addresses, by their keys, wait for an answer already. */
export async function listInvitedKeys(
  tx: ControlTx,
  { tenantId, emailKeys }: { tenantId: string; emailKeys: string[] },
): Promise<string[]> {
  if (emailKeys.length === 0) return [];
  const rows = await tx
    .selectDistinct({ key: invitations.emailKey })
    .from(invitations)
    .where(and(eq(invitations.tenantId, tenantId), inArray(invitations.emailKey, emailKeys), waits()));
  return rows.map(({ key }) => key);
}

const waits = () => and(eq(invitations.status, "pending"), gt(invitations.expiresAt, sql`now()`));

/**
 * The tenant that this address was asked into last, and did or may follow: the organization's, or with null
 * any, for who comes from the provider's own page, which does not say.
 */
export async function findInvitedTenantId(
  tx: ControlTx,
  email: string,
  organizationId: string | null,
): Promise<string | undefined> {
  const isFollowed = or(eq(invitations.status, "accepted"), waits());
  const isThere = organizationId === null ? undefined : eq(tenants.organizationId, organizationId);
  const [row] = await tx
    .select({ tenantId: invitations.tenantId })
    .from(invitations)
    .innerJoin(tenants, eq(tenants.id, invitations.tenantId))
    .where(and(eq(invitations.emailKey, emailKey(email)), isFollowed, isThere))
    .orderBy(desc(invitations.sourceUpdatedAt))
    .limit(1);
  return row?.tenantId;
}
