/** Telling members of something, in the transaction in which it is done. */
import { and, eq, inArray, isNull, sql } from "drizzle-orm";
import type { TenantTx } from "../routing/tenant-db.ts";
import { NOTIFICATION_KINDS, type NotificationKind } from "./notification-kinds.ts";
import { members, notifications } from "./schema.ts";

export type { NotificationKind } from "./notification-kinds.ts";

type News = {
  actor: { id: string };
  kind: NotificationKind;
  /** Members' ids. The actor's own, and those of who is in no more, are left out. */
  receivers: string[];
  subject: { id: string };
};

/**
 * One row a receiver. What the same person did to the same thing and is not read yet is told once, as of now:
 * how many rows wait for somebody is bounded by what there is to do, not by how often it is done.
 */
export async function notify(tx: TenantTx, { actor, kind, receivers, subject }: News): Promise<void> {
  const others = receivers.filter((id) => id !== actor.id);
  if (others.length === 0) return;
  const { subject: type } = NOTIFICATION_KINDS[kind];
  const isSame = and(
    inArray(notifications.memberId, others),
    eq(notifications.kind, kind),
    eq(notifications.actorId, actor.id),
    eq(notifications.subjectType, type),
    eq(notifications.subjectId, subject.id),
    isNull(notifications.readAt),
  );
  await tx.execute(sql`
    with told as (delete from ${notifications} where ${isSame})
    insert into ${notifications} (member_id, kind, actor_id, subject_type, subject_id)
    select ${members.id}, ${kind}, ${actor.id}, ${type}, ${subject.id} from ${members}
    where ${inArray(members.id, others)} and ${members.isActive}`);
}
