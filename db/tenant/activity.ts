/**
 * Who did what to which. Rows are added, never changed; the name in a row is that of then, and is shown to
 * nobody.
 */
import { and, desc, eq, sql } from "drizzle-orm";
import { tellChanged } from "../routing/own-channel.ts";
import type { TenantTx } from "../routing/tenant-db.ts";
import { memberName, memberPicture } from "./members.ts";
import { type NotificationKind, notify } from "./notify.ts";
import { mentionable, type ProjectReach, projectNamedBy } from "./project-reach.ts";
import { activity, members, projects } from "./schema.ts";

type ActivityAction =
  | `category.${"created" | "renamed" | "hidden" | "shown" | "deleted" | "restored"}`
  | "project.created"
  | "project.updated"
  | "project.archived"
  | "project.unarchived"
  | "project.transferred"
  | "project.deleted"
  | "project.restored"
  | "project.commented"
  | "project.commentEdited"
  | "project.commentDeleted"
  | "project.commentRestored"
  | "activity.exported";

/** What is told to people by itself as well. */
export type ToldAction = ActivityAction & NotificationKind;

export type ActivityEntry = {
  id: number;
  actorId: string;
  actorName: string;
  actorPicture: string | null;
  action: ActivityAction;
  subjectId: string;
  /** What it is called now, whatever it was called then; null where it is about no one thing. */
  subjectName: string | null;
  /** False where it is deleted: there is nothing to go to. */
  isLive: boolean;
  at: Date;
};

type NewActivity = {
  actor: { id: string };
  action: ActivityAction;
  subject: { type: string; id: string; name: string };
  tells?: undefined;
};
/**
 * Of what is also told to people by itself, whom beside its followers: ids of members, the actor's own left
 * out. `except`: who is told of it otherwise.
 */
type Told = Omit<NewActivity, "tells"> & {
  action: ToldAction;
  tells: string[];
  except?: string[];
  commentId?: string;
};

export const recordActivity = (tx: TenantTx, entry: NewActivity | Told): Promise<void> =>
  recordActivities(tx, [entry]);

/** At least one. Open pages hear, once it is committed, that something of this kind changed. */
export async function recordActivities(tx: TenantTx, entries: (NewActivity | Told)[]): Promise<void> {
  const recorded = tx.insert(activity).values(
    entries.map(({ actor, action, subject }) => ({
      actorId: actor.id,
      action,
      subjectType: subject.type,
      subjectId: subject.id,
      subjectName: subject.name,
    })),
  );
  const told = entries.map(
    (entry) => entry.tells && notify(tx, { ...entry, kind: entry.action, receivers: entry.tells }),
  );
  const types = new Set(entries.map(({ subject }) => subject.type));
  await Promise.all([recorded, ...told, ...[...types].map((type) => tellChanged(tx, type))]);
}

/** Who acted, under the id that they have now: rows stay as they were written. */
const ACTOR = sql<string>`coalesce((
  select ${members.mergedInto} from ${members} where ${members.id} = ${activity.actorId}), ${activity.actorId})`;

/** Of a row of the activity, beside the project that it is about. */
export const entryColumns = {
  id: activity.id,
  actorId: ACTOR,
  actorName: memberName(ACTOR),
  actorPicture: memberPicture(ACTOR),
  action: sql<ActivityAction>`${activity.action}`,
  subjectId: activity.subjectId,
  subjectName: projects.name,
  isLive: sql<boolean>`${projects.id} is not null and ${projects.deletedAt} is null`,
  at: activity.at,
};

/**
 * Newest first, and only of what the person may see now: whatever was done while a project was private, or
 * had another name, is told to nobody else. Deleted projects are told to their owner, and to who sees all.
 */
export async function listActivity(
  tx: TenantTx,
  reach: ProjectReach,
  options: { subjectId?: string; limit: number },
): Promise<ActivityEntry[]> {
  return tx
    .select(entryColumns)
    .from(activity)
    .innerJoin(projects, projectNamedBy(activity))
    .where(
      and(
        eq(activity.subjectType, "project"),
        options.subjectId ? eq(activity.subjectId, options.subjectId) : undefined,
        mentionable(reach),
      ),
    )
    .orderBy(desc(activity.id))
    .limit(options.limit);
}
