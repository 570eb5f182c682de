/** The stand-in makes two people one, as the provider's staff would, and tells of it. */
import { addLocalMessage, listLocalMemberships } from "#app/db.local.server.ts";
import type { ControlTx } from "#app/db.server.ts";
import { addMembership, removeUser } from "../changes.ts";
import { eventJson } from "../shapes.ts";

/** `into` has the memberships that `from` had and they had not; `from` is deleted. */
export async function mergePeople(
  tx: ControlTx,
  { from, into }: { from: string; into: string },
): Promise<void> {
  const data = { object: "user", from_user_id: from, into_user_id: into };
  await addLocalMessage(tx, eventJson("user.merged", data));
  const [mine, theirs] = [
    await listLocalMemberships(tx, { userId: from }),
    await listLocalMemberships(tx, { userId: into }),
  ];
  const isIn = new Set(theirs.map(({ organizationId }) => organizationId));
  for (const { organizationId, role } of mine)
    if (!isIn.has(organizationId)) await addMembership(tx, { organizationId, userId: into, role });
  await removeUser(tx, from);
}
