/** What members want no mail about: one thing each, such as a project. */
import { and, asc, eq, exists, not, type SQL } from "drizzle-orm";
import type { TenantTx } from "../routing/tenant-db.ts";
import type { Receiver } from "./notifications.ts";
import { projectNamedBy, within } from "./project-reach.ts";
import { projects } from "./schema.ts";
import { notificationMutes, notifications } from "./schema-notifications.ts";

export type Subject = { subjectType: string; subjectId: string };

const isMute = (memberId: string, { subjectType, subjectId }: Subject) =>
  and(
    eq(notificationMutes.memberId, memberId),
    eq(notificationMutes.subjectType, subjectType),
    eq(notificationMutes.subjectId, subjectId),
  );

/**
 * Of notifications: whether their receiver wants mail about what each is about. Whatever else a member may
 * say of a thing, such as that they follow it, belongs here.
 */
export function isMailed(tx: TenantTx): SQL | undefined {
  const muted = tx
    .select({ id: notificationMutes.memberId })
    .from(notificationMutes)
    .where(
      and(
        eq(notificationMutes.memberId, notifications.memberId),
        eq(notificationMutes.subjectType, notifications.subjectType),
        eq(notificationMutes.subjectId, notifications.subjectId),
      ),
    );
  return not(exists(muted));
}

export async function isMuted(tx: TenantTx, memberId: string, subject: Subject): Promise<boolean> {
  return (await tx.$count(notificationMutes, isMute(memberId, subject))) > 0;
}

/** Whatever the thing is: that they may not see it by now, or never could, tells nobody anything. */
export async function mute(tx: TenantTx, memberId: string, subject: Subject): Promise<void> {
  await tx
    .insert(notificationMutes)
    .values({ memberId, ...subject })
    .onConflictDoNothing();
}

export async function unmute(tx: TenantTx, memberId: string, subject: Subject): Promise<void> {
  await tx.delete(notificationMutes).where(isMute(memberId, subject));
}

export type MutedThing = Subject & { name: string };

/** A list of so many has its end. */
const MAX_MUTES_SHOWN = 100;

/** By name, what the member may see now. */
export const listMuted = (tx: TenantTx, { memberId, reach }: Receiver): Promise<MutedThing[]> =>
  tx
    .select({
      subjectType: notificationMutes.subjectType,
      subjectId: notificationMutes.subjectId,
      name: projects.name,
    })
    .from(notificationMutes)
    .innerJoin(projects, projectNamedBy(notificationMutes))
    .where(within(reach, eq(notificationMutes.memberId, memberId)))
    .orderBy(asc(projects.name), asc(projects.id))
    .limit(MAX_MUTES_SHOWN);
