/** Telling members of something, in the transaction in which it is done. */
import { and, eq, inArray, isNull, notInArray, or, type SQL, sql } from "drizzle-orm";
import type { TenantTx } from "../routing/tenant-db.ts";
import { isPersonal, NOTIFICATION_KINDS, type NotificationKind } from "./notification-kinds.ts";
import { members } from "./schema.ts";
import { followings } from "./schema-comments.ts";
import { notifications } from "./schema-notifications.ts";

export type { NotificationKind } from "./notification-kinds.ts";

type News = {
  actor: { id: string };
  kind: NotificationKind;
  /**
   * Members' ids; who follows the subject is told as well. The actor's own, those of who has muted it, and
   * of who is in no more, are left out.
   */
  receivers: string[];
  /** Who is told of the same in other words. */
  except?: string[] | undefined;
  subject: { id: string };
  /** Of the subject, the comment that it is about. */
  commentId?: string | undefined;
};

/**
 * One row a receiver. What the same person did to the same thing and is not read yet is told once, as of now:
 * how many rows wait for somebody is bounded by what there is to do, not by how often it is done. Of comments
 * each is news of its own, and nobody has two for one.
 */
export async function notify(tx: TenantTx, news: News): Promise<void> {
  const { actor, kind, subject, commentId = null } = news;
  const { subject: type } = NOTIFICATION_KINDS[kind];
  const receivers = receiversOf(news);
  if (!receivers) return;
  const isSame = and(
    eq(notifications.kind, kind),
    eq(notifications.subjectType, type),
    eq(notifications.subjectId, subject.id),
    commentId || isPersonal(kind) ? sql`false` : undefined,
  );
  const isReplaced = and(
    sql`${notifications.memberId} in (select id from receivers)`,
    eq(notifications.actorId, actor.id),
    isNull(notifications.readAt),
    or(isSame, commentId ? eq(notifications.commentId, commentId) : undefined),
  );
  await tx.execute(sql`
    with receivers as (${receivers}), told as (delete from ${notifications} where ${isReplaced})
    insert into ${notifications} (member_id, kind, actor_id, subject_type, subject_id, comment_id)
    select id, ${kind}, ${actor.id}, ${type}, ${subject.id}, ${commentId}::uuid from receivers`);
}

/** A query of their ids; undefined where it could answer nobody. */
function receiversOf({ actor, kind, receivers, except = [], subject }: News): SQL | undefined {
  const left = [actor.id, ...except];
  const named = receivers.filter((id) => !left.includes(id));
  if (named.length === 0 && isPersonal(kind)) return undefined;
  const isNamed = named.length > 0 ? inArray(members.id, named) : sql`false`;
  if (isPersonal(kind))
    return sql`select ${members.id} from ${members} where ${isNamed} and ${members.isActive}`;
  const choosing = (isMuted: boolean) => sql`select ${followings.memberId} from ${followings}
    where ${followings.projectId} = ${subject.id}::uuid and ${eq(followings.isMuted, isMuted)}`;
  return sql`select ${members.id} from ${members}
    where ${members.id} in (select ${members.id} from ${members} where ${isNamed} union all ${choosing(false)})
      and ${members.id} not in (${choosing(true)})
      and ${members.isActive} and ${notInArray(members.id, left)}`;
}
