/** Which projects a person may reach: the ownership condition that every query carries. */
import { and, type Column, eq, isNotNull, isNull, or, type SQL, sql } from "drizzle-orm";
import { projects } from "./schema.ts";

/** All of them, or those that fulfil at least one condition; none where there is no condition. */
export type ProjectReach = { all: true } | { all?: false; ownedBy?: string; isPublic?: boolean };

/** Live projects within reach. */
export function within(reach: ProjectReach, ...further: (SQL | undefined)[]): SQL | undefined {
  return and(isNull(projects.deletedAt), reachable(reach), ...further);
}

/** Projects within reach that are in the trash. */
export function trashed(reach: ProjectReach, ...further: (SQL | undefined)[]): SQL | undefined {
  return and(isNotNull(projects.deletedAt), reachable(reach), ...further);
}

/** Projects that may be spoken of: what is within reach, and what was the person's own and is deleted. */
export function mentionable(reach: ProjectReach): SQL | undefined {
  if (reach.all) return undefined;
  return or(within(reach), reach.ownedBy ? eq(projects.createdBy, reach.ownedBy) : undefined);
}

function reachable(reach: ProjectReach): SQL | undefined {
  if (reach.all) return undefined;
  const owned = reach.ownedBy ? eq(projects.createdBy, reach.ownedBy) : undefined;
  const open = reach.isPublic ? eq(projects.isPublic, true) : undefined;
  return or(owned, open) ?? sql`false`;
}

/**
 * The same reach among those that are public, or among those that are not: of the two ways in which somebody
 * may come to a project one is left, which an index has.
 */
export function among(reach: ProjectReach, isPublic: boolean | undefined): ProjectReach {
  if (reach.all || isPublic === undefined) return reach;
  if (isPublic && reach.isPublic) return { isPublic: true };
  return reach.ownedBy ? { ownedBy: reach.ownedBy } : {};
}

type Subject = { subjectType: Column; subjectId: Column };

/**
 * Of rows that name what they are about, that of one type. Cast on this side, and of that type alone, so that
 * the index of the other side serves.
 */
export const namedBy = ({ subjectType, subjectId }: Subject, type: string, id: Column): SQL =>
  eq(id, sql`case when ${subjectType} = ${type} then ${subjectId}::uuid end`);

export const projectNamedBy = (row: Subject): SQL => namedBy(row, "project", projects.id);
