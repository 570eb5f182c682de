/** After a change that told somebody of something: what waits for them shows in their other workspaces. */
import type { RouterContextProvider } from "react-router";
import { dataTierContext, memberContext, tenantContext } from "#app/context.ts";
import { enqueueRecount } from "#app/db.people.server.ts";
import { log } from "#app/telemetry/log.server.ts";

/**
 * Called when the change is committed, with whom it told. Never fails the change: a number that could not be
 * asked for shows at their next visit.
 */
export async function recountSoon(
  context: Readonly<RouterContextProvider>,
  userIds: string[],
): Promise<void> {
  const { id: tenantId } = context.get(tenantContext);
  const told = userIds.filter((id) => id !== context.get(memberContext).id);
  if (told.length === 0) return;
  try {
    await context
      .get(dataTierContext)
      .controlDb.write((tx) => Promise.all(told.map((userId) => enqueueRecount(tx, { tenantId, userId }))));
  } catch (error) {
    log.warn({ tenantId, err: error }, "unread notifications not counted");
  }
}
