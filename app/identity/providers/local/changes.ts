/**
 * What can change in the stand-in. Each change writes the message that tells of it, in the same transaction.
 */
import {
  addLocalMessage,
  createLocalMembership,
  createLocalOrganization,
  createLocalUser,
  deleteLocalMembership,
  deleteLocalOrganization,
  deleteLocalUser,
  endLocalSession,
  getLocalMembership,
  getLocalOrganization,
  getLocalUser,
  type LocalMembership,
  type LocalMembershipKey,
  type LocalOrganization,
  type LocalOrganizationRole,
  type LocalSession,
  type LocalUser,
  type NewLocalOrganization,
  type NewLocalUser,
  updateLocalMembership,
  updateLocalOrganization,
  updateLocalUser,
} from "#app/db.local.server.ts";
import type { ControlTx } from "#app/db.server.ts";
import { deletedJson, eventJson, membershipJson, organizationJson, sessionJson, userJson } from "./shapes.ts";

const tell = (tx: ControlTx, type: string, data: object) => addLocalMessage(tx, eventJson(type, data));

export async function addUser(tx: ControlTx, input: NewLocalUser): Promise<LocalUser> {
  const user = await createLocalUser(tx, input);
  await tell(tx, "user.created", userJson(user));
  return user;
}

export async function changeUser(tx: ControlTx, id: string, changes: Partial<Omit<NewLocalUser, "id">>) {
  const user = await updateLocalUser(tx, id, changes);
  if (user) await tell(tx, "user.updated", userJson(user));
  return user;
}

export async function removeUser(tx: ControlTx, id: string) {
  const user = await deleteLocalUser(tx, id);
  if (user) await tell(tx, "user.deleted", deletedJson("user", id));
  return user;
}

/** As at the provider, whoever creates an organization is its first member, in the role for creators. */
export async function addOrganization(
  tx: ControlTx,
  input: NewLocalOrganization,
): Promise<LocalOrganization> {
  const organization = await createLocalOrganization(tx, input);
  await tell(tx, "organization.created", organizationJson(organization));
  await addMembership(tx, {
    organizationId: organization.id,
    userId: organization.createdBy,
    role: "org:owner",
  });
  return organization;
}

export async function changeOrganization(
  tx: ControlTx,
  id: string,
  changes: Parameters<typeof updateLocalOrganization>[2],
) {
  const organization = await updateLocalOrganization(tx, id, changes);
  if (organization) await tell(tx, "organization.updated", organizationJson(organization));
  return organization;
}

export async function removeOrganization(tx: ControlTx, id: string) {
  const organization = await deleteLocalOrganization(tx, id);
  if (organization) await tell(tx, "organization.deleted", deletedJson("organization", id));
  return organization;
}

export async function addMembership(
  tx: ControlTx,
  input: LocalMembershipKey & { role: LocalOrganizationRole },
): Promise<object> {
  return tellMembership(tx, "created", await createLocalMembership(tx, input));
}

export async function changeMembership(tx: ControlTx, key: LocalMembershipKey, role: LocalOrganizationRole) {
  const membership = await updateLocalMembership(tx, key, role);
  return membership && tellMembership(tx, "updated", membership);
}

export async function removeMembership(tx: ControlTx, key: LocalMembershipKey) {
  const membership = await getLocalMembership(tx, key);
  if (!membership) return undefined;
  const told = await tellMembership(tx, "deleted", membership);
  await deleteLocalMembership(tx, key);
  return told;
}

async function tellMembership(tx: ControlTx, what: "created" | "updated" | "deleted", row: LocalMembership) {
  const [organization, user] = await Promise.all([
    getLocalOrganization(tx, row.organizationId),
    getLocalUser(tx, row.userId),
  ]);
  if (!organization || !user) throw new Error("A membership without its organization or its user.");
  const json = membershipJson(row, organization, user);
  await tell(tx, `organizationMembership.${what}`, json);
  return json;
}

export async function endSession(
  tx: ControlTx,
  id: string,
  status: "ended" | "revoked",
): Promise<LocalSession | undefined> {
  const session = await endLocalSession(tx, id, status);
  if (session) await tell(tx, `session.${status}`, sessionJson(session));
  return session;
}
