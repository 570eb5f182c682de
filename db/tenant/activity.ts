/** Who did what to which. Rows are added, never changed. */
import { and, desc, eq, inArray, or, sql } from "drizzle-orm";
import type { TenantTx } from "../routing/tenant-db.ts";
import { type ProjectReach, within } from "./project-reach.ts";
import { activity, members, projects } from "./schema.ts";

export type ActivityAction = "project.created" | "project.updated" | "project.deleted";

export type ActivityEntry = {
  id: number;
  actorId: string;
  actorName: string;
  action: ActivityAction;
  subjectType: string;
  subjectId: string;
  subjectName: string;
  at: Date;
};

type NewActivity = {
  actor: { id: string };
  action: ActivityAction;
  subject: { type: string; id: string; name: string };
};

export async function recordActivity(tx: TenantTx, { actor, action, subject }: NewActivity): Promise<void> {
  await tx.insert(activity).values({
    actorId: actor.id,
    action,
    subjectType: subject.type,
    subjectId: subject.id,
    subjectName: subject.name,
  });
}

/** Newest first; of projects only what is within reach, and what the person did. */
export async function listActivity(
  tx: TenantTx,
  reach: ProjectReach,
  options: { subjectId?: string; limit: number },
): Promise<ActivityEntry[]> {
  const rows = await tx
    .select({
      id: activity.id,
      actorId: activity.actorId,
      actorName: sql<string>`coalesce(nullif(concat_ws(' ', ${members.firstName}, ${members.lastName}), ''), ${members.email}, '')`,
      action: sql<ActivityAction>`${activity.action}`,
      subjectType: activity.subjectType,
      subjectId: activity.subjectId,
      subjectName: activity.subjectName,
      at: activity.at,
    })
    .from(activity)
    .leftJoin(members, eq(members.id, activity.actorId))
    .where(and(options.subjectId ? eq(activity.subjectId, options.subjectId) : undefined, seen(tx, reach)))
    .orderBy(desc(activity.id))
    .limit(options.limit);
  return rows;
}

function seen(tx: TenantTx, reach: ProjectReach) {
  if (reach.all) return undefined;
  const visible = tx
    .select({ id: sql<string>`${projects.id}::text` })
    .from(projects)
    .where(within(reach));
  const own = reach.ownedBy ? eq(activity.actorId, reach.ownedBy) : undefined;
  return or(own, and(eq(activity.subjectType, "project"), inArray(activity.subjectId, visible)));
}
