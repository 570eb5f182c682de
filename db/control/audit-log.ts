/**
 * Who did what to which tenant, from where. Append-only: the app's role may insert and select, nothing else.
 */
import { and, eq, gte, inArray, lte, sql } from "drizzle-orm";
import { DIGITS, decodeCursor, keyset, type Page, type PageRequest, pageSize, toPage } from "../paging.ts";
import type { ControlTx } from "./control-db.ts";
import { distinctValues } from "./distinct-values.ts";
import { auditLog } from "./schema/audit.ts";
import { users } from "./schema/people.ts";
import { tenants } from "./schema/tenants.ts";

/**
 * Who acts: a staff person (id = user id), a person at a terminal (id = their login there), a member in
 * their own workspace (id = user id), or the worker.
 */
export type Actor = {
  kind: "staff" | "cli" | "member" | "system";
  id?: string | undefined;
  ip?: string | undefined;
  requestId?: string | undefined;
};

export const SYSTEM: Actor = { kind: "system" };

/** `cli:anna@host`. */
export const actorName = ({ kind, id }: Actor): string => (id ? `${kind}:${id}` : kind);

export type AuditRecord = {
  actor: Actor;
  /** `noun.verb`, for example `tenant.suspend`. */
  action: string;
  tenantId?: string;
  /** What else is worth knowing. Never a secret, never what identifies a person. */
  detail?: Record<string, unknown>;
};

/** Belongs into the transaction of the change itself: there is no change without its row. */
export async function recordAudit(tx: ControlTx, ...records: AuditRecord[]): Promise<void> {
  if (records.length === 0) return;
  await tx.insert(auditLog).values(
    records.map(({ actor, action, tenantId, detail }) => ({
      action,
      tenantId: tenantId ?? null,
      actorKind: actor.kind,
      actorId: actor.id ?? null,
      ip: actor.ip ?? null,
      requestId: actor.requestId ?? null,
      detail: detail ?? {},
    })),
  );
}

export type AuditEntry = {
  id: number;
  at: Date;
  action: string;
  tenantId: string | null;
  tenantSlug: string | null;
  actorKind: string | null;
  actorId: string | null;
  actorEmail: string | null;
  ip: string | null;
  requestId: string | null;
  detail: Record<string, unknown>;
};

export type AuditFilter = PageRequest & {
  tenantId?: string | undefined;
  /** Of any of these. */
  tenantIds?: string[] | undefined;
  /** An id, or the address of somebody who is known. */
  actorId?: string | undefined;
  action?: string | undefined;
  from?: Date | undefined;
  to?: Date | undefined;
};

/** The newest first. */
export async function listAudit(tx: ControlTx, filter: AuditFilter = {}): Promise<Page<AuditEntry>> {
  const cursor = decodeCursor(filter.cursor, [DIGITS]);
  const size = pageSize(filter.limit);
  const { where, orderBy } = keyset([{ expression: sql`${auditLog.id}`, type: "bigint" }], "desc", cursor);
  const rows = await tx
    .select({
      id: auditLog.id,
      at: auditLog.at,
      action: auditLog.action,
      tenantId: auditLog.tenantId,
      tenantSlug: tenants.slug,
      actorKind: auditLog.actorKind,
      actorId: auditLog.actorId,
      actorEmail: users.email,
      ip: auditLog.ip,
      requestId: auditLog.requestId,
      detail: auditLog.detail,
    })
    .from(auditLog)
    .leftJoin(tenants, eq(tenants.id, auditLog.tenantId))
    .leftJoin(users, eq(users.id, auditLog.actorId))
    .where(and(where, ...conditions(filter)))
    .orderBy(orderBy)
    .limit(size + 1);
  return toPage(rows, size, cursor, (row) => [String(row.id)]);
}

const conditions = ({ tenantId, tenantIds, actorId, action, from, to }: AuditFilter) => [
  tenantId ? eq(auditLog.tenantId, tenantId) : undefined,
  tenantIds ? inArray(auditLog.tenantId, tenantIds) : undefined,
  actorId ? eq(auditLog.actorId, actorId.includes("@") ? anyOf(actorId) : actorId) : undefined,
  action ? eq(auditLog.action, action) : undefined,
  from ? gte(auditLog.at, from) : undefined,
  to ? lte(auditLog.at, to) : undefined,
];

/** As an array, so that the index on actors serves: itself, and the ids of the people with this address. */
const anyOf = (email: string) =>
  sql`ANY(ARRAY(SELECT ${email}::text UNION ALL
    SELECT ${users.id} FROM ${users} WHERE lower(${users.email}) = ${email.toLowerCase()}))`;

/** The tenants that were purged under this slug: nothing but the log remembers it. */
export async function listPurgedUnderSlug(tx: ControlTx, slug: string): Promise<string[]> {
  const rows = await tx
    .select({ tenantId: auditLog.tenantId })
    .from(auditLog)
    .where(and(eq(auditLog.action, "tenant.purge"), sql`${auditLog.detail}->>'slug' = ${slug}`));
  return rows.flatMap(({ tenantId }) => tenantId ?? []);
}

const DAY_MS = 86_400_000;

/** A filter's moments, from the beginning of one day to the end of another, in UTC. */
export const wholeDays = ({ from, to }: { from?: string | undefined; to?: string | undefined }) => ({
  from: from ? new Date(from) : undefined,
  to: to ? new Date(Date.parse(to) + DAY_MS - 1) : undefined,
});

/** The actions that occur, for a filter's options. */
export const listAuditActions = (tx: ControlTx): Promise<string[]> =>
  distinctValues(tx, auditLog, auditLog.action);
