/**
 * What one mail tells a member of: what is unread and was in no mail yet. A mail takes its notifications
 * before it is sent, so a second try tells of the same, and another mail of none of them. What the member
 * may see, and wants to be told of, is asked each time.
 */
import { and, desc, eq, gt, isNull, notInArray, type SQL, sql } from "drizzle-orm";
import type { TenantTx } from "../routing/tenant-db.ts";
import { isMailed } from "./notification-mutes.ts";
import { columns, isUnread, type Notification, type Receiver, visible } from "./notifications.ts";
import { projectNamedBy } from "./project-reach.ts";
import { projects } from "./schema.ts";
import { notifications } from "./schema-notifications.ts";

/** Lines in one mail; of more, it says how many. @internal */
export const MAX_BUNDLE_LINES = 20;
/** What has waited for longer is no news, such as to who wanted no mail until now. @internal */
export const BUNDLED_DAYS = 7;

const isNews = gt(notifications.createdAt, sql`now() - make_interval(days => ${BUNDLED_DAYS})`);

/** `silentKinds`: those that the member wants no mail about. */
export type BundleReceiver = Receiver & { silentKinds: string[] };

export type Bundle = {
  /** Newest first, at most MAX_BUNDLE_LINES. */
  lines: Notification[];
  /** How many there are in all. */
  count: number;
};

/** Whether there is something to send a mail about. */
export async function waitsForMail(tx: TenantTx, receiver: BundleReceiver): Promise<boolean> {
  const found = await tx
    .select({ id: notifications.id })
    .from(notifications)
    .innerJoin(projects, projectNamedBy(notifications))
    .where(told(tx, receiver, isNull(notifications.bundleId)))
    .limit(1);
  return found.length > 0;
}

/** Ids of members for whom something is news that no mail has told: at night, for what nobody counted. */
export async function listUntold(tx: TenantTx): Promise<string[]> {
  const rows = await tx
    .selectDistinct({ id: notifications.memberId })
    .from(notifications)
    .where(and(isUnread, isNull(notifications.bundleId), isNews));
  return rows.map(({ id }) => id);
}

/**
 * What this mail tells. All that waits is taken, also what is passed over: what somebody may not see now, or
 * wants no mail about, is told by no later mail. A second try takes no more: whoever has the first would not
 * look at it.
 */
export async function takeBundle(tx: TenantTx, receiver: BundleReceiver, bundleId: string): Promise<Bundle> {
  await take(tx, receiver.memberId, bundleId);
  const rows = await tx
    .select({ line: columns, count: sql<number>`(count(*) over ())::int` })
    .from(notifications)
    .innerJoin(projects, projectNamedBy(notifications))
    .where(told(tx, receiver, eq(notifications.bundleId, bundleId)))
    .orderBy(desc(notifications.id))
    .limit(MAX_BUNDLE_LINES);
  return { lines: rows.map(({ line }) => line), count: rows[0]?.count ?? 0 };
}

async function take(tx: TenantTx, memberId: string, bundleId: string): Promise<void> {
  const isOwn = eq(notifications.memberId, memberId);
  if ((await tx.$count(notifications, and(isOwn, eq(notifications.bundleId, bundleId)))) > 0) return;
  await tx
    .update(notifications)
    .set({ bundleId })
    .where(and(isOwn, isUnread, isNull(notifications.bundleId)));
}

function told(tx: TenantTx, { silentKinds, ...receiver }: BundleReceiver, which: SQL): SQL | undefined {
  const isWanted = silentKinds.length > 0 ? notInArray(notifications.kind, silentKinds) : undefined;
  return visible(receiver, isUnread, which, isNews, isWanted, isMailed(tx));
}
