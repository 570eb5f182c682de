/** Tenants for staff: searched, filtered, sorted and paged by the database. */
import { and, eq, ilike, inArray, notInArray, or, type SQL, sql } from "drizzle-orm";
import {
  ANY,
  type Column,
  decodeCursor,
  keyset,
  type Page,
  type PageRequest,
  pageSize,
  TIMESTAMP,
  toPage,
  UUID,
  withoutKey,
} from "../paging.ts";
import type { PlacementKind } from "../routing/placement.ts";
import { MIGRATED_STATUSES, type Plan, type TenantStatus } from "../routing/tenant.ts";
import { isBehind } from "../tenant/version.ts";
import { containing } from "../text.ts";
import { isOverdueSql } from "./archive-standing.ts";
import { isBehindSql } from "./behind.ts";
import type { ControlTx } from "./control-db.ts";
import { memberships, users } from "./schema/people.ts";
import { domains, freedSlugs, placements, tenants } from "./schema/tenants.ts";
import { allowedFrom } from "./transitions.ts";
import { MAY_SIGN_IN } from "./users.ts";

/** The end of an id, as lists show it, or more of it. */
const ID_END = /^[0-9a-f-]{8,35}$/;

export type TenantSummary = {
  id: string;
  slug: string;
  name: string;
  status: TenantStatus;
  plan: Plan;
  placementKind: PlacementKind;
  cluster: string;
  schemaVersion: string | null;
  /** Null where nobody keeps its tables current: before it is made and after it was deleted. */
  isBehind: boolean | null;
  createdAt: Date;
  deletedAt: Date | null;
  suspendedAt: Date | null;
  readOnlySince: Date | null;
  readOnlyUntil: Date | null;
};

export type TenantSort = "name" | "slug" | "created" | "status";

export type TenantFilter = {
  /** In slug, name, id or organization id. */
  search?: string | undefined;
  /** Default: all but spare and purged ones. */
  status?: TenantStatus | undefined;
  placement?: PlacementKind | undefined;
  cluster?: string | undefined;
  plan?: Plan | undefined;
  behind?: boolean | undefined;
  /** Only those that nobody owns. */
  ownerless?: boolean | undefined;
  /** Only those whose last good archive is older than promised. */
  overdue?: boolean | undefined;
};

export type TenantListRequest = TenantFilter &
  PageRequest & { sort?: TenantSort | undefined; direction?: "asc" | "desc" | undefined };

/** No tenants to a person: spares are nobody's yet, purged ones nobody's any more. */
export const HIDDEN_STATUSES: TenantStatus[] = ["spare", "purged"];

const SORTS: Record<TenantSort, Column> = {
  name: { expression: sql`lower(${tenants.name}) collate "C"`, type: "text" },
  slug: { expression: sql`${tenants.slug} collate "C"`, type: "text" },
  created: { expression: sql`${tenants.createdAt}`, type: "timestamptz" },
  status: { expression: sql`${tenants.status} collate "C"`, type: "text" },
};
const ID: Column = { expression: sql`${tenants.id}`, type: "uuid" };

export const summaryColumns = {
  id: tenants.id,
  slug: tenants.slug,
  name: tenants.name,
  status: tenants.status,
  plan: tenants.plan,
  placementKind: placements.kind,
  cluster: placements.cluster,
  schemaVersion: tenants.schemaVersion,
  createdAt: tenants.createdAt,
  deletedAt: tenants.deletedAt,
  suspendedAt: tenants.suspendedAt,
  readOnlySince: tenants.readOnlySince,
  readOnlyUntil: tenants.readOnlyUntil,
};

/**
 * One page, and how many there are in all. A cursor belongs to one sort order; a malformed one means the
 * first page.
 */
export async function listTenantsPage(
  tx: ControlTx,
  request: TenantListRequest = {},
): Promise<Page<TenantSummary> & { total: number }> {
  const { sort = "created", limit } = request;
  const direction = request.direction ?? (sort === "created" ? "desc" : "asc");
  const cursor = decodeCursor(request.cursor, [sort === "created" ? TIMESTAMP : ANY, UUID]);
  const size = pageSize(limit);
  const { where, orderBy } = keyset([SORTS[sort], ID], direction, cursor);
  const matching = conditions(request);
  const [rows, [counted]] = await Promise.all([
    tx
      .select({ ...summaryColumns, key: sql<string>`(${SORTS[sort].expression})::text` })
      .from(tenants)
      .innerJoin(placements, eq(placements.tenantId, tenants.id))
      .where(and(matching, where))
      .orderBy(orderBy)
      .limit(size + 1),
    tx
      .select({ total: sql<number>`count(*)::int` })
      .from(tenants)
      .innerJoin(placements, eq(placements.tenantId, tenants.id))
      .where(matching),
  ]);
  const page = toPage(rows, size, cursor, ({ key, id }) => [key, id]);
  return { ...page, items: page.items.map(withoutKey).map(withBehind), total: counted?.total ?? 0 };
}

export const withBehind = <T extends { status: TenantStatus; schemaVersion: string | null }>(
  row: T,
): T & Pick<TenantSummary, "isBehind"> => ({
  ...row,
  isBehind: MIGRATED_STATUSES.includes(row.status) ? isBehind(row.schemaVersion) : null,
});

function conditions({ search, status, placement, cluster, plan, ...marks }: TenantFilter): SQL | undefined {
  const text = search?.trim();
  return and(
    status ? eq(tenants.status, status) : notInArray(tenants.status, HIDDEN_STATUSES),
    placement ? eq(placements.kind, placement) : undefined,
    cluster ? eq(placements.cluster, cluster) : undefined,
    plan ? eq(tenants.plan, plan) : undefined,
    marks.behind ? and(inArray(tenants.status, MIGRATED_STATUSES), isBehindSql()) : undefined,
    marks.ownerless ? isOwnerlessSql() : undefined,
    marks.overdue ? isOverdueSql() : undefined,
    text ? matches(text) : undefined,
  );
}

/** It serves, or may serve again, and whoever owned it is gone or kept out. */
export const isOwnerlessSql = (): SQL | undefined =>
  and(
    inArray(tenants.status, [...allowedFrom("owner")]),
    sql`not exists (select from ${memberships} join ${users} on ${users.id} = ${memberships.userId}
      where ${memberships.tenantId} = ${tenants.id} and ${memberships.role} = 'owner'
        and ${memberships.deletedAt} is null and ${memberships.deactivatedAt} is null
        and ${MAY_SIGN_IN})`,
  );

/** What staff have in hand: a name, an address, a person, an id or its end, where the tenant's tables are. */
function matches(text: string): SQL | undefined {
  const pattern = containing(text);
  const id = text.toLowerCase();
  return or(
    ilike(tenants.slug, pattern),
    ilike(tenants.name, pattern),
    eq(tenants.organizationId, text),
    UUID.test(id) ? eq(tenants.id, id) : undefined,
    ID_END.test(id) ? sql`right(${tenants.id}::text, ${id.length}) = ${id}` : undefined,
    eq(placements.schema, id),
    eq(placements.database, id),
    inArray(tenants.id, sql`(select ${domains.tenantId} from ${domains} where ${domains.hostname} = ${id})`),
    inArray(
      tenants.id,
      sql`(select ${freedSlugs.tenantId} from ${freedSlugs} where ${freedSlugs.slug} = ${id})`,
    ),
    inArray(tenants.id, tenantsOfPeople(text)),
  );
}

/** Those that somebody of this id, name or mail address is a member of. */
const tenantsOfPeople = (text: string): SQL => sql`(
  select ${memberships.tenantId} from ${memberships} join ${users} on ${users.id} = ${memberships.userId}
  where ${memberships.deletedAt} is null
    and (${users.id} = ${text} or ${users.email} ilike ${containing(text)}
      or concat_ws(' ', ${users.firstName}, ${users.lastName}) ilike ${containing(text)}))`;
