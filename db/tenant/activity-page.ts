/**
 * The activity of a workspace, a page at a time, as it is looked through: who, what, when, of which project.
 * What is beyond the person's reach is neither shown nor found.
 */

import { and, eq, gte, inArray, isNotNull, lt, or, type SQL, sql } from "drizzle-orm";
import { alias } from "drizzle-orm/pg-core";
import {
  type Column,
  DIGITS,
  decodeCursor,
  keyset,
  type Page,
  type PageRequest,
  pageSize,
  toPage,
  UUID,
} from "../paging.ts";
import type { TenantTx } from "../routing/tenant-db.ts";
import { containing } from "../text.ts";
import { type ActivityEntry, entryColumns, recordActivity } from "./activity.ts";
import { memberName } from "./members.ts";
import { mentionable, namedBy, type ProjectReach, projectNamedBy } from "./project-reach.ts";
import { activity, categories, members, projects } from "./schema.ts";

export type ActivityFilter = {
  /** A name, or a part of one. */
  actor?: string | undefined;
  action?: string | undefined;
  /** The id of a project, or a part of its present name. */
  project?: string | undefined;
  from?: Date | undefined;
  before?: Date | undefined;
};

/** `baseCategoryId`: of a shared category that has no name of its own here: the control plane names it. */
type ListedActivity = ActivityEntry & { baseCategoryId: string | null };

/** Categories, and what is about the workspace itself, are told to everybody in it. */
const CATEGORY = "category";
const WORKSPACE = { type: "workspace", id: "activity", name: "" };

/** People of one name that a filter finds; more narrow nothing down. */
const MAX_NAMED = 1_000;
const BY_ID: Column[] = [{ expression: sql`${activity.id}`, type: "bigint" }];

/** The newest first. A cursor that is none means the first page. */
export async function listActivityPage(
  tx: TenantTx,
  reach: ProjectReach,
  { cursor, limit, ...filter }: ActivityFilter & PageRequest = {},
): Promise<Page<ListedActivity>> {
  const at = decodeCursor(cursor, [DIGITS]);
  const size = pageSize(limit);
  const { where, orderBy } = keyset(BY_ID, "desc", at);
  const rows = await tx
    .select({
      ...entryColumns,
      subjectName: sql<string | null>`coalesce(${projects.name}, ${categories.name})`,
      baseCategoryId: sql<string | null>`case when not ${categories.isOverride}
        then ${categories.baseCategoryId} end`,
    })
    .from(activity)
    .leftJoin(projects, projectNamedBy(activity))
    .leftJoin(categories, namedBy(activity, CATEGORY, categories.id))
    .where(and(told(reach), where, ...conditions(tx, filter)))
    .orderBy(orderBy)
    .limit(size + 1);
  return toPage(rows, size, at, ({ id }) => [String(id)]);
}

/** That somebody took the activity along is a part of it. */
export const recordActivityExport = (tx: TenantTx, actor: { id: string }): Promise<void> =>
  recordActivity(tx, { actor, action: "activity.exported", subject: WORKSPACE });

const told = (reach: ProjectReach): SQL | undefined =>
  or(
    and(eq(activity.subjectType, "project"), isNotNull(projects.id), mentionable(reach)),
    inArray(activity.subjectType, [CATEGORY, WORKSPACE.type]),
  );

const conditions = (tx: TenantTx, { actor, action, project, from, before }: ActivityFilter) => [
  actor ? sql`${activity.actorId} = any(array(${idsOf(tx, actor)}))` : undefined,
  action ? eq(activity.action, action) : undefined,
  project ? isOf(project) : undefined,
  from ? gte(activity.at, from) : undefined,
  before ? lt(activity.at, before) : undefined,
];

const isOf = (project: string): SQL | undefined =>
  UUID.test(project)
    ? and(eq(activity.subjectType, "project"), eq(activity.subjectId, project))
    : sql`lower(${projects.name}) like lower(${containing(project)})`;

/** Those who are called so now, by each id that they ever acted under. */
function idsOf(tx: TenantTx, name: string) {
  const own = alias(members, "own");
  const nameNow = memberName(sql<string>`coalesce(${own.mergedInto}, ${own.id})`);
  return tx
    .select({ id: own.id })
    .from(own)
    .where(sql`lower(${nameNow}) like lower(${containing(name)})`)
    .limit(MAX_NAMED);
}
