/**
 * How each tenant stands with its archives: the last good one, whether it is older than its plan promises,
 * and whether the next is due. A good one was found whole when it was taken, is there, and failed no drill.
 */
import { and, desc, eq, inArray, isNotNull, isNull, lt, ne, or, type SQL, sql } from "drizzle-orm";
import { PLANS, type Plan, TENANT_STATUSES, type TenantStatus } from "../routing/tenant.ts";
import { isBehindSql } from "./behind.ts";
import type { ControlTx } from "./control-db.ts";
import { entitlementsOf } from "./entitlements.ts";
import { archives } from "./schema/archives.ts";
import { tenants } from "./schema/tenants.ts";

/** Those with data that somebody would want back: a deleted tenant has it until it is purged. */
const UNARCHIVED: readonly TenantStatus[] = ["spare", "provisioning", "purged"];
export const ARCHIVED_STATUSES = TENANT_STATUSES.filter((status) => !UNARCHIVED.includes(status));

/** One is taken when this part of the interval is over, so that it is there before the promise is broken. */
const DUE_AFTER_PART = 0.9;
/** After a failure it is tried again; after each further one in a row twice as much later. */
const RETRY_PAUSE = { firstMinutes: 5, mostHours: 6, mostDoublings: 8 };

/** By plan, as an interval of SQL. */
const everySql = (): SQL => {
  const cases = PLANS.map((plan) => sql`when ${plan} then ${entitlementsOf(plan).archiveEveryHours}::int`);
  return sql`make_interval(hours => case ${tenants.plan} ${sql.join(cases, sql` `)} end)`;
};

export const keptSql = (): SQL => {
  const cases = PLANS.map((plan) => sql`when ${plan} then ${entitlementsOf(plan).archiveKeptDays}::int`);
  const standard = entitlementsOf("standard").archiveKeptDays;
  return sql`make_interval(days => case ${tenants.plan} ${sql.join(cases, sql` `)} else ${standard}::int end)`;
};

export const isGood = (): SQL | undefined =>
  and(eq(archives.state, "taken"), isNull(archives.removedAt), isNull(archives.drillError));

const lastGoodAt = (): SQL => sql`(select max(${archives.takenAt}) from ${archives}
  where ${archives.tenantId} = ${tenants.id} and ${isGood()})`;

/** Nothing is written there any more: what has that state is enough. One that is behind cannot be read. */
const isUnfinishedWhenDeleted = (): SQL =>
  sql`(coalesce(${lastGoodAt()}, '-infinity') < ${tenants.deletedAt} and not (${isBehindSql()}))`;

const isOfArchived = (): SQL => inArray(tenants.status, ARCHIVED_STATUSES);

/** A tenant that is there; without a subquery for each row of it, where there are thousands. */
const isLiveOverdue = (): SQL | undefined =>
  and(
    inArray(tenants.status, ARCHIVED_STATUSES),
    ne(tenants.status, "deleted"),
    lt(tenants.createdAt, sql`now() - ${everySql()}`),
    sql`not exists (select from ${archives} where ${archives.tenantId} = ${tenants.id} and ${isGood()}
      and ${archives.takenAt} >= now() - ${everySql()})`,
  );

const isDeletedOverdue = (): SQL | undefined =>
  and(
    eq(tenants.status, "deleted"),
    lt(tenants.deletedAt, sql`now() - ${everySql()}`),
    isUnfinishedWhenDeleted(),
  );

export const isOverdueSql = (): SQL | undefined => or(isLiveOverdue(), isDeletedOverdue());

/** Asked apart, as each is answered fastest. */
export async function countOverdue(tx: ControlTx): Promise<number> {
  const [live, deleted] = await Promise.all([
    tx.$count(tenants, isLiveOverdue()),
    tx.$count(tenants, isDeletedOverdue()),
  ]);
  return live + deleted;
}

const isDueSql = (): SQL =>
  sql`case when ${tenants.status} = 'deleted' then ${isUnfinishedWhenDeleted()}
    else coalesce(${lastGoodAt()}, '-infinity') < now() - ${everySql()} * ${DUE_AFTER_PART}::float8 end`;

const isPausedAfterFailure = (): SQL => {
  const { firstMinutes, mostHours, mostDoublings } = RETRY_PAUSE;
  return sql`exists (select from ${archives}
    where ${archives.tenantId} = ${tenants.id} and ${archives.error} is not null
      and ${archives.takenAt} > coalesce(${lastGoodAt()}, '-infinity')
    having max(${archives.takenAt}) > now() - least(make_interval(hours => ${mostHours}::int),
      make_interval(mins => ${firstMinutes}::int) * power(2, least(count(*) - 1, ${mostDoublings}::int))))`;
};

/** Whose turn it is, those that wait longest first. */
export async function listDueForArchive(tx: ControlTx, limit: number): Promise<string[]> {
  const rows = await tx
    .select({ id: tenants.id })
    .from(tenants)
    .where(and(isOfArchived(), isDueSql(), sql`not ${isPausedAfterFailure()}`))
    .orderBy(sql`coalesce(${lastGoodAt()}, '-infinity')`, tenants.id)
    .limit(limit);
  return rows.map(({ id }) => id);
}

export type GoodArchive = Pick<
  typeof archives.$inferSelect,
  "id" | "tenantId" | "address" | "takenAt" | "bytes" | "rows" | "verifiedAt" | "drilledAt"
>;

export type ArchiveStanding = {
  tenantId: string;
  slug: string;
  status: TenantStatus;
  plan: Plan;
  last: GoodArchive | null;
  /** The last good one is older than the plan promises. */
  isOverdue: boolean;
  /** What went wrong last, where that was after the last good one. */
  failure: { at: Date; error: string } | null;
};

const goodColumns = {
  id: archives.id,
  tenantId: archives.tenantId,
  address: archives.address,
  takenAt: archives.takenAt,
  bytes: archives.bytes,
  rows: archives.rows,
  verifiedAt: archives.verifiedAt,
  drilledAt: archives.drilledAt,
};

/** Those that are overdue first, then by slug. */
export async function listArchiveStandings(
  tx: ControlTx,
  { tenantId, limit }: { tenantId?: string | undefined; limit?: number | undefined } = {},
): Promise<ArchiveStanding[]> {
  const isOverdue = sql<boolean>`coalesce(${isOverdueSql()}, false)`;
  const last = tx
    .select(goodColumns)
    .from(archives)
    .where(and(eq(archives.tenantId, tenants.id), isGood()))
    .orderBy(desc(archives.takenAt))
    .limit(1)
    .as("last");
  const failed = tx
    .select({
      at: archives.takenAt,
      error: sql<string>`coalesce(${archives.error}, ${archives.drillError})`.as("why"),
    })
    .from(archives)
    .where(
      and(
        eq(archives.tenantId, tenants.id),
        sql`(${isNotNull(archives.error)} or ${isNotNull(archives.drillError)})`,
        sql`${archives.takenAt} > coalesce(${lastGoodAt()}, '-infinity')`,
      ),
    )
    .orderBy(desc(archives.takenAt))
    .limit(1)
    .as("failed");
  const rows = await tx
    .select({
      ...{ tenantId: tenants.id, slug: tenants.slug, status: tenants.status, plan: tenants.plan, isOverdue },
      last: {
        ...{ id: last.id, tenantId: last.tenantId, address: last.address, takenAt: last.takenAt },
        ...{ bytes: last.bytes, rows: last.rows, verifiedAt: last.verifiedAt, drilledAt: last.drilledAt },
      },
      failed: { at: failed.at, error: failed.error },
    })
    .from(tenants)
    .leftJoinLateral(last, sql`true`)
    .leftJoinLateral(failed, sql`true`)
    .where(and(isOfArchived(), tenantId ? eq(tenants.id, tenantId) : undefined))
    .orderBy(desc(isOverdue), tenants.slug)
    .limit(limit ?? MOST_STANDINGS);
  return rows.map(({ failed: failure, ...standing }) => ({ ...standing, failure }));
}

/** More tenants than an installation has. */
const MOST_STANDINGS = 100_000;
