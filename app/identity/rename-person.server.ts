/** A person's name, which is the identity provider's: changed there, and shown here at once. */
import { type MembershipKey, upsertUser } from "#app/db.people.server.ts";
import type { DataTier } from "#app/db.server.ts";
import { identity } from "./identity.server.ts";
import type { PersonName } from "./identity-provider.ts";
import { syncMember } from "./members.server.ts";

/** In their other workspaces the provider's own message brings it. Throws ProviderUnavailable. */
export async function renamePerson(tier: DataTier, key: MembershipKey, name: PersonName): Promise<void> {
  const renamed = await identity.users.rename(key.userId, name);
  if (!renamed) return;
  await tier.controlDb.write((tx) => upsertUser(tx, renamed));
  await syncMember(tier, key);
}
