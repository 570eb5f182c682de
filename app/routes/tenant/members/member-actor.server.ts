import type { RouterContextProvider } from "react-router";
import { memberContext, requestContext } from "#app/context.ts";
import type { Actor } from "#app/db.server.ts";

/** The member who asks, from where, for the audit log. */
export function memberActor(context: Readonly<RouterContextProvider>): Actor {
  const { ip, id: requestId } = context.get(requestContext);
  return { kind: "member", id: context.get(memberContext).id, ip, requestId };
}
