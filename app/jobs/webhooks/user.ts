/** A person: our projection of them, and their row in each tenant they are in. */
import {
  controlDb,
  deleteMembership,
  deleteUser,
  listTenantIdsOfUser,
  revokeSessionsByUser,
  upsertUser,
  type WebhookEvent,
} from "#app/db.server.ts";
import { syncMember } from "./members.ts";
import { happenedAt, IdData, toUser, UserData } from "./payloads.ts";

export async function applyUser(event: WebhookEvent): Promise<void> {
  const user = toUser(UserData.parse(event.payload.data), event);
  await controlDb().write((tx) => upsertUser(tx, user));
  await syncEverywhere(user.id);
}

export async function removeUser(event: WebhookEvent): Promise<void> {
  const { id } = IdData.parse(event.payload.data);
  const deletedAt = happenedAt(event);
  await controlDb().write(async (tx) => {
    await deleteUser(tx, id, deletedAt);
    await revokeSessionsByUser(tx, id);
    for (const tenantId of await listTenantIdsOfUser(tx, id)) {
      await deleteMembership(tx, { tenantId, userId: id, deletedAt: new Date() });
    }
  });
  await syncEverywhere(id);
}

/** Also where the message was old: an earlier attempt may have stopped half-way. */
async function syncEverywhere(userId: string): Promise<void> {
  const tenantIds = await controlDb().read((tx) => listTenantIdsOfUser(tx, userId));
  for (const tenantId of tenantIds) await syncMember({ tenantId, userId });
}
