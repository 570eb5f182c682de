/** A person: our projection of them, and their row in each tenant they are in. */
import {
  deleteUser,
  endMembershipsOfUser,
  listTenantIdsOfUser,
  revokeSessionsByUser,
  upsertUser,
} from "#app/db.people.server.ts";
import { type DataTier, recordAudit } from "#app/db.server.ts";
import type { EventOf } from "#app/identity/identity-event.ts";
import { syncMember } from "#app/identity/members.server.ts";
import { endToldOf } from "./end-told-of.ts";

export async function applyUser(tier: DataTier, { user }: EventOf<"userChanged">): Promise<void> {
  await tier.controlDb.write(async (tx) => {
    const isWritten = await upsertUser(tx, user);
    // At once, whether the ends of the provider's own sessions are told or not.
    if (isWritten && user.isBarred) await revokeSessionsByUser(tx, user.id);
  });
  await syncEverywhere(tier, user.id);
}

export async function removeUser(
  tier: DataTier,
  { userId: id, happenedAt: deletedAt }: EventOf<"userDeleted">,
): Promise<void> {
  await tier.controlDb.write(async (tx) => {
    await deleteUser(tx, id, deletedAt);
    await revokeSessionsByUser(tx, id);
    const tenantIds = await endMembershipsOfUser(tx, id, deletedAt);
    await recordAudit(tx, ...tenantIds.map((tenantId) => endToldOf({ tenantId, userId: id })));
  });
  await syncEverywhere(tier, id);
}

/**
 * Also where the message was old: an earlier attempt may have stopped half-way. A tenant that cannot be
 * reached holds up no other. Throws AggregateError, and is tried again.
 */
async function syncEverywhere(tier: DataTier, userId: string): Promise<void> {
  const tenantIds = await tier.controlDb.read((tx) => listTenantIdsOfUser(tx, userId));
  const errors: unknown[] = [];
  for (const tenantId of tenantIds) {
    await syncMember(tier, { tenantId, userId }).catch((error: unknown) => errors.push(error));
  }
  if (errors.length > 0) throw new AggregateError(errors, `${errors.length} tenants could not be told.`);
}
