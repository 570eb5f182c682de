import type { RouterContextProvider } from "react-router";
import { dataTierContext, memberContext, requestContext, tenantContext } from "#app/context.ts";
import type { Actor, Role } from "#app/db.server.ts";
import { getOptional } from "#app/http/optional-context.ts";
import { requireFound } from "#app/http/require-found.ts";
import { changeMember } from "#app/identity/change-member.server.ts";
import { mayAssign } from "#app/permissions.ts";

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

/** The member who asks, for the audit log. */
export function memberActor(context: Readonly<RouterContextProvider>): Actor {
  const request = getOptional(context, requestContext);
  return { kind: "member", id: context.get(memberContext).id, ip: request?.ip, requestId: request?.id };
}
