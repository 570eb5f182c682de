/** Figures of projects for a chart, and what waits: as fast for many as for few. */
import { and, asc, eq, isNull, lt, type SQL, sql } from "drizzle-orm";
import type { TenantTx } from "../routing/tenant-db.ts";
import { memberName } from "./members.ts";
import { MOST_COUNTED, type ProjectBrief } from "./project-list.ts";
import { type ProjectReach, within } from "./project-reach.ts";
import { projects } from "./schema.ts";

/** A project that is active, and that nobody has touched for so long, waits for its owner. @internal */
export const WAITING_DAYS = 14;

/**
 * How many were created in each span of time, as `countProjects` counts: `starts` are the moments at which
 * spans begin, in their order; the last one has no end.
 */
export async function countProjectsBySpan(
  tx: TenantTx,
  reach: ProjectReach,
  starts: Date[],
): Promise<number[]> {
  const spans = starts.map((start, at) => sql`(${at}::int, ${moment(start)}, ${moment(starts[at + 1])})`);
  const isWithin = sql`${projects.createdAt} >= span.start and ${projects.createdAt} < span.next`;
  const { rows } = await tx.execute<{ count: number }>(sql`
    select (
      select count(*)::int from (
        select 1 from ${projects} where ${listed(reach, isWithin)} limit ${MOST_COUNTED + 1}) as found) as count
    from (values ${sql.join(spans, sql`, `)}) as span (at, start, next) order by span.at`);
  return rows.map(({ count }) => count);
}

const moment = (at: Date | undefined): SQL => sql`${at?.toISOString() ?? "infinity"}::timestamptz`;

/** A person's own that wait, of those that they may see, the longest untouched first. */
export async function listWaitingProjects(
  tx: TenantTx,
  reach: ProjectReach,
  ownerId: string,
  limit: number,
): Promise<ProjectBrief[]> {
  const isOld = lt(projects.updatedAt, sql`now() - make_interval(days => ${WAITING_DAYS})`);
  return tx
    .select({
      id: projects.id,
      name: projects.name,
      status: projects.status,
      isPublic: projects.isPublic,
      createdBy: projects.createdBy,
      createdByName: memberName(projects.createdBy),
      updatedAt: projects.updatedAt,
    })
    .from(projects)
    .where(listed(reach, eq(projects.createdBy, ownerId), eq(projects.status, "active"), isOld))
    .orderBy(asc(projects.updatedAt))
    .limit(limit);
}

const listed = (reach: ProjectReach, ...further: SQL[]): SQL | undefined =>
  within(reach, and(isNull(projects.archivedAt), ...further));

/** Whether there was ever one, be it of whomever: what a new workspace has not. */
export async function hasProjects(tx: TenantTx): Promise<boolean> {
  const rows = await tx.select({ id: projects.id }).from(projects).limit(1);
  return rows.length > 0;
}
