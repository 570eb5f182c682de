import type { RouterContextProvider } from "react-router";
import { dataTierContext, memberContext, tenantContext } from "#app/context.ts";
import type { Role } from "#app/db.server.ts";
import { requireFound } from "#app/http/require-found.ts";
import { changeMember } from "#app/identity/change-member.server.ts";
import { mayAssign } from "#app/permissions.ts";
import { memberActor } from "./member-actor.server.ts";

/** `to` undefined: out of the workspace. 404 for who is not a member; throws as `changeMember` does. */
export async function changeMemberHere(
  context: Readonly<RouterContextProvider>,
  userId: string,
  to: Role | undefined,
): Promise<void> {
  const by = { userId: context.get(memberContext).id, actor: memberActor(context), may: mayAssign };
  const change = changeMember(context.get(dataTierContext), context.get(tenantContext), { userId, to, by });
  requireFound((await change) || undefined);
}
