/** The memberships of all of the stand-in's organizations, page by page. */
import { asc, desc, eq } from "drizzle-orm";
import type { ControlTx } from "../control/control-db.ts";
import type { LocalMembership, LocalOrganization } from "./organizations.ts";
import { localMemberships, localOrganizations, localUsers } from "./schema.ts";
import type { LocalUser } from "./users.ts";

export type LocalPage = { limit: number; offset: number; isOldestFirst?: boolean };

type Listed = { membership: LocalMembership; organization: LocalOrganization; user: LocalUser };

export async function listAllLocalMemberships(
  tx: ControlTx,
  { limit, offset, isOldestFirst }: LocalPage,
): Promise<{ memberships: Listed[]; total: number }> {
  const inOrder = isOldestFirst ? asc : desc;
  const [memberships, total] = await Promise.all([
    tx
      .select({ membership: localMemberships, organization: localOrganizations, user: localUsers })
      .from(localMemberships)
      .innerJoin(localOrganizations, eq(localOrganizations.id, localMemberships.organizationId))
      .innerJoin(localUsers, eq(localUsers.id, localMemberships.userId))
      .orderBy(inOrder(localMemberships.createdAt), inOrder(localMemberships.id))
      .limit(limit)
      .offset(offset),
    tx.$count(localMemberships),
  ]);
  return { memberships, total };
}
