/**
 * The log as a tenant's owners read it: the tenant's own rows, without the platform's business, and without
 * who of the staff it was. Meant for the role that sees no other tenant's rows.
 */
import { and, eq, gte, inArray, lt, type SQL, sql } from "drizzle-orm";
import { DIGITS, decodeCursor, keyset, type Page, type PageRequest, pageSize, toPage } from "../paging.ts";
import { ACTIONS_OF, TOLD_TO_OWNERS } from "./audit-groups.ts";
import type { AuditGroup } from "./audit-heads.ts";
import type { ControlTx } from "./control-db.ts";
import { auditLog } from "./schema/audit.ts";

export type WorkspaceAuditEntry = {
  id: number;
  at: Date;
  action: string;
  /** `system`: what the product did by itself. */
  by: "member" | "staff" | "system";
  /** Of a member; null for everybody else. */
  actorId: string | null;
  ip: string | null;
  detail: Record<string, unknown>;
};

export type WorkspaceAuditFilter = PageRequest & {
  group?: AuditGroup | undefined;
  /** What any of these did, or what was done to them. */
  people?: string[] | undefined;
  from?: Date | undefined;
  before?: Date | undefined;
};

/** The newest first. A cursor that is none means the first page. */
export async function listWorkspaceAudit(
  tx: ControlTx,
  tenantId: string,
  { cursor, limit, ...filter }: WorkspaceAuditFilter = {},
): Promise<Page<WorkspaceAuditEntry>> {
  const at = decodeCursor(cursor, [DIGITS]);
  const size = pageSize(limit);
  const { where, orderBy } = keyset([{ expression: sql`${auditLog.id}`, type: "bigint" }], "desc", at);
  const rows = await tx
    .select({
      id: auditLog.id,
      at: auditLog.at,
      action: auditLog.action,
      actorKind: auditLog.actorKind,
      actorId: auditLog.actorId,
      ip: auditLog.ip,
      detail: auditLog.detail,
    })
    .from(auditLog)
    .where(and(eq(auditLog.tenantId, tenantId), where, ...conditions(filter)))
    .orderBy(orderBy)
    .limit(size + 1);
  const page = toPage(rows, size, at, ({ id }) => [String(id)]);
  return { ...page, items: page.items.map(asTold) };
}

const BY_STAFF = ["staff", "cli"];

function conditions({ group, people, from, before }: WorkspaceAuditFilter): (SQL | undefined)[] {
  const isStaff = group === "staff";
  return [
    inArray(auditLog.action, [...(group && !isStaff ? ACTIONS_OF[group] : TOLD_TO_OWNERS)]),
    isStaff ? inArray(auditLog.actorKind, BY_STAFF) : undefined,
    people && concerns(people),
    from ? gte(auditLog.at, from) : undefined,
    before ? lt(auditLog.at, before) : undefined,
  ];
}

/** Staff are found by nobody's name: whoever of them is a member here as well stays unnamed. */
const concerns = (people: string[]): SQL => {
  const ids = sql`array[${sql.join(
    people.map((id) => sql`${id}`),
    sql`, `,
  )}]::text[]`;
  return sql`(${auditLog.detail} ->> 'userId' = any(${ids})
    or (${auditLog.actorId} = any(${ids}) and coalesce(${auditLog.actorKind}, 'member') = 'member'))`;
};

type Row = Omit<WorkspaceAuditEntry, "by"> & { actorKind: string | null };

function asTold({ actorKind, ...row }: Row): WorkspaceAuditEntry {
  if (actorKind === "member" || actorKind === null) return { ...row, by: "member" };
  const by = BY_STAFF.includes(actorKind) ? "staff" : "system";
  return { ...row, by, actorId: null, ip: null, detail: withoutHidden(row) };
}

/** Staff who suspend a workspace say whether its people are told why. */
const withoutHidden = ({ action, detail }: Pick<Row, "action" | "detail">): Record<string, unknown> => {
  const { isReasonShown, reason, ...rest } = detail;
  const isHidden = action === "tenant.suspend" && isReasonShown !== true;
  return isHidden || reason === undefined ? rest : { ...rest, reason };
};
