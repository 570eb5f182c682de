import type { RouterContextProvider } from "react-router";
import { requestContext, staffContext } from "#app/context.ts";
import type { Actor } from "#app/db.server.ts";

/** Who acts, and from where: what every action of staff is recorded with. */
export function staffActor(context: Readonly<RouterContextProvider>): Actor {
  const { ip, id: requestId } = context.get(requestContext);
  return { kind: "staff", id: context.get(staffContext).id, ip, requestId };
}
