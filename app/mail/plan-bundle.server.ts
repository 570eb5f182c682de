/** When somebody is told by mail of what waits for them: planned when it comes, and when they choose anew. */
import {
  changeMailChoice,
  enqueueBundle,
  getMailChoice,
  listTenantIdsWithUnread,
  type MembershipKey,
} from "#app/db.people.server.ts";
import type { ControlTx } from "#app/db.server.ts";
import type { MailChoice } from "#app/db.shared.ts";
import { bundleAt } from "./bundle-time.ts";

/** Once, however much comes before it goes out. */
export async function planBundle(tx: ControlTx, key: MembershipKey, now = new Date()): Promise<void> {
  const at = bundleAt(await getMailChoice(tx, key.userId), now);
  if (at) await enqueueBundle(tx, key, { at });
}

/** What waits already goes by the new choice. */
export async function chooseMail(
  tx: ControlTx,
  userId: string,
  changes: Partial<MailChoice>,
  now = new Date(),
): Promise<void> {
  await changeMailChoice(tx, userId, changes);
  const at = bundleAt(await getMailChoice(tx, userId), now);
  if (!at) return;
  for (const tenantId of await listTenantIdsWithUnread(tx, userId))
    await enqueueBundle(tx, { tenantId, userId }, { at, isMoved: true });
}
