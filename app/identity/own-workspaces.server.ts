/**
 * Which workspaces somebody has is of a person, and of no tenant: a workspace's pages ask for it here, of who
 * is signed in alone. Remembered for seconds; every process forgets it when their access to one of these
 * workspaces changes, or what waits for them there. One that they were let into since shows after them.
 */
import { listOwnWorkspaces, type MembershipKey } from "#app/db.people.server.ts";
import type { DataTier } from "#app/db.server.ts";
import { tenantOrigin } from "#app/http/urls.server.ts";

/** Other workspaces that a page leads to by itself; the rest is a page away. @internal */
export const MAX_SWITCHABLE = 20;
const OWN = 1;

type OtherWorkspace = { name: string; url: string; unread: number };
type OwnWorkspaces = {
  others: OtherWorkspace[];
  /** What is written down of this workspace; undefined where the person is in it no more. */
  unreadHere: number | undefined;
};

export async function readOwnWorkspaces(
  { controlDb, knownAccess }: DataTier,
  key: MembershipKey,
): Promise<OwnWorkspaces> {
  const { tenantId, userId } = key;
  const known = await knownAccess.find(
    `workspaces ${tenantId} ${userId}`,
    () => controlDb.read((tx) => listOwnWorkspaces(tx, key, OWN + MAX_SWITCHABLE)),
    (rows) => rows.map((row) => ({ tenantId: row.tenantId, userId })),
  );
  const rows = known ?? [];
  const others = rows.filter((row) => row.tenantId !== tenantId);
  return {
    others: others.slice(0, MAX_SWITCHABLE).map(({ name, slug, unread }) => ({
      name,
      url: `${tenantOrigin(slug)}/dashboard`,
      unread,
    })),
    unreadHere: rows.find((row) => row.tenantId === tenantId)?.unread,
  };
}
