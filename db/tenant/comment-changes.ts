/** Saying something about a project, changing it, taking it back; each with its entry in the activity. */
import { and, eq, isNotNull, isNull, type SQL, sql } from "drizzle-orm";
import { newId } from "../id.ts";
import type { TenantTx } from "../routing/tenant-db.ts";
import { recordActivity } from "./activity.ts";
import { type Comment, getComment, readable } from "./comments.ts";
import { notify } from "./notify.ts";
import { type ProjectReach, within } from "./project-reach.ts";
import { projects } from "./schema.ts";
import { commentMentions, comments, followings } from "./schema-comments.ts";

type Actor = { id: string };
type CommentInput = {
  text: string;
  /** Whom it names: ids of members who may see the project. */
  mentions: string[];
};
type Place = { projectId: string; id: string };

/** The same text again within so many seconds is a form that was sent twice. */
const SAID_TWICE_WITHIN_S = 60;

/** What is archived can be read, and is not talked about. */
const isOpen = isNull(projects.archivedAt);

/**
 * Answers the comment's id; undefined where the project is not within reach, or archived. Sent twice at once
 * it is said once. Who says something follows the project from then on, unless they have muted it.
 */
export async function addComment(
  tx: TenantTx,
  reach: ProjectReach,
  actor: Actor,
  projectId: string,
  { text, mentions }: CommentInput,
): Promise<string | undefined> {
  // One after the other: the second of two equal ones sees the first, and nothing is said to what is gone.
  const [project] = await tx
    .select({ name: projects.name, ownerId: projects.createdBy })
    .from(projects)
    .where(within(reach, eq(projects.id, projectId), isOpen))
    .for("no key update");
  if (!project) return undefined;
  const same = await findSame(tx, actor, projectId, text);
  if (same) return same;
  const id = newId();
  await tx.insert(comments).values({ id, projectId, authorId: actor.id, text });
  await tx.insert(followings).values({ memberId: actor.id, projectId }).onConflictDoNothing();
  await recordActivity(tx, {
    actor,
    action: "project.commented",
    subject: { type: "project", id: projectId, name: project.name },
    tells: [project.ownerId],
    except: mentions,
    commentId: id,
  });
  await mention(tx, actor, { projectId, id }, mentions);
  return id;
}

async function findSame(
  tx: TenantTx,
  actor: Actor,
  projectId: string,
  text: string,
): Promise<string | undefined> {
  const isNew = sql`${comments.createdAt} > now() - make_interval(secs => ${SAID_TWICE_WITHIN_S})`;
  const [same] = await tx
    .select({ id: comments.id })
    .from(comments)
    .where(
      and(
        eq(comments.authorId, actor.id),
        eq(comments.projectId, projectId),
        eq(comments.text, text),
        isNull(comments.deletedAt),
        isNew,
      ),
    )
    .limit(1);
  return same?.id;
}

/** Tells those whom it has not told yet. */
async function mention(
  tx: TenantTx,
  actor: Actor,
  { projectId, id }: Place,
  memberIds: string[],
): Promise<void> {
  const others = memberIds.filter((memberId) => memberId !== actor.id);
  if (others.length === 0) return;
  const told = await tx
    .insert(commentMentions)
    .values(others.map((memberId) => ({ commentId: id, memberId })))
    .onConflictDoNothing()
    .returning({ memberId: commentMentions.memberId });
  const receivers = told.map(({ memberId }) => memberId);
  await notify(tx, {
    actor,
    kind: "project.mentioned",
    receivers,
    subject: { id: projectId },
    commentId: id,
  });
}

/** `isStale`: what was changed is an older version than `comment`, and nothing was written. */
export type CommentUpdate = { comment: Comment; isStale: boolean };

/**
 * By its author. Undefined where it is not there, not theirs, not within reach, or its project is archived.
 */
export async function editComment(
  tx: TenantTx,
  reach: ProjectReach,
  actor: Actor,
  place: Place,
  { text, mentions, version }: CommentInput & { version: number },
): Promise<CommentUpdate | undefined> {
  const { projectId, id } = place;
  const isTheirs = and(eq(comments.authorId, actor.id), isOpen);
  const project = await lockComment(tx, readable(reach, isOne(place), isTheirs));
  if (!project) return undefined;
  const changed = await tx
    .update(comments)
    .set({ text, version: sql`${comments.version} + 1`, editedAt: sql`now()` })
    .where(and(eq(comments.id, id), eq(comments.version, version)))
    .returning({ id: comments.id });
  const isStale = changed.length === 0;
  if (!isStale) {
    await mention(tx, actor, place, mentions);
    await record(tx, actor, "project.commentEdited", projectId, project.name);
  }
  const comment = await getComment(tx, reach, place);
  return comment && { comment, isStale };
}

/** `all`: whoever said it; else what is the actor's own. */
type Whose = { all: boolean };

/** Whether it was there to be taken away: within reach, and theirs to delete. */
export async function deleteComment(
  tx: TenantTx,
  reach: ProjectReach,
  actor: Actor,
  place: Place,
  { all }: Whose,
): Promise<boolean> {
  const isTheirs = all ? undefined : eq(comments.authorId, actor.id);
  const project = await lockComment(tx, readable(reach, isOne(place), isTheirs));
  if (!project) return false;
  await tx
    .update(comments)
    .set({ deletedAt: sql`now()`, deletedBy: actor.id })
    .where(eq(comments.id, place.id));
  await record(tx, actor, "project.commentDeleted", place.projectId, project.name);
  return true;
}

/** Whether it is there again: what somebody else took away comes back by who may delete all. */
export async function restoreComment(
  tx: TenantTx,
  reach: ProjectReach,
  actor: Actor,
  place: Place,
  { all }: Whose,
): Promise<boolean> {
  const isTheirs = all ? undefined : and(eq(comments.authorId, actor.id), eq(comments.deletedBy, actor.id));
  const isDeleted = isNotNull(comments.deletedAt);
  const project = await lockComment(tx, within(reach, isDeleted, isOne(place), isTheirs));
  if (!project) return false;
  await tx.update(comments).set({ deletedAt: null, deletedBy: null }).where(eq(comments.id, place.id));
  await record(tx, actor, "project.commentRestored", place.projectId, project.name);
  return true;
}

const isOne = ({ projectId, id }: Place): SQL | undefined =>
  and(eq(comments.projectId, projectId), eq(comments.id, id));

/** The project of the one comment that fits, which nobody else changes until the transaction's end. */
async function lockComment(tx: TenantTx, where: SQL | undefined): Promise<{ name: string } | undefined> {
  const [found] = await tx
    .select({ name: projects.name })
    .from(comments)
    .innerJoin(projects, eq(projects.id, comments.projectId))
    .where(where)
    .for("update", { of: comments });
  return found;
}

const record = (
  tx: TenantTx,
  actor: Actor,
  action: "project.commentEdited" | "project.commentDeleted" | "project.commentRestored",
  id: string,
  name: string,
): Promise<void> => recordActivity(tx, { actor, action, subject: { type: "project", id, name } });
