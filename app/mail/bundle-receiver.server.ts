/** Whether, and of what, somebody is told by mail in a tenant: asked each time. */
import {
  getMailChoice,
  getMember,
  getMembershipRole,
  getPersonPreferences,
  isKeptOut,
  type MembershipKey,
} from "#app/db.people.server.ts";
import type { DataTier, TenantTx } from "#app/db.server.ts";
import type { MailChoice } from "#app/db.shared.ts";
import type { BundleReceiver } from "#app/db.tenant.server.ts";
import { projectReach } from "#app/permissions.ts";

/** `muted`: kinds that the app does not tell them of either. */
type BundleChoice = MailChoice & { muted: string[] };

/** Undefined for who wants no mail, may not come in, or is gone. The control plane's part. */
export async function bundleChoice(
  { controlDb }: DataTier,
  key: MembershipKey,
): Promise<BundleChoice | undefined> {
  const [choice, { muted = [] }, role, isOut] = await controlDb.read((tx) =>
    Promise.all([
      getMailChoice(tx, key.userId),
      getPersonPreferences(tx, key.userId),
      getMembershipRole(tx, key),
      isKeptOut(tx, key.userId),
    ]),
  );
  return choice.rhythm === "never" || role === undefined || isOut ? undefined : { ...choice, muted };
}

/** The tenant's part, in the transaction that reads what waits: what they may see is asked at that moment. */
export async function bundleReceiver(
  tx: TenantTx,
  userId: string,
  { silentKinds, muted }: BundleChoice,
): Promise<BundleReceiver | undefined> {
  const member = await getMember(tx, userId);
  if (!member?.isActive) return undefined;
  return { memberId: userId, reach: projectReach(member, "view"), muted, silentKinds };
}
