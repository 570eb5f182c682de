import type { RouterContextProvider } from "react-router";
import { memberContext, tenantContext, tenantControlContext } from "#app/context.ts";
import { recordAudit } from "#app/db.server.ts";
import type { ExportAction } from "#app/db.shared.ts";
import { limit } from "#app/http/limits.server.ts";
import { memberActor } from "../members/member-actor.server.ts";

/**
 * Before anything is handed out: whoever takes something along is in the workspace's log. 429 for who takes
 * too much in a short time.
 */
export async function recordExport(
  context: Readonly<RouterContextProvider>,
  action: ExportAction,
  detail: { format: "csv" | "json"; isFiltered: boolean },
): Promise<void> {
  await limit("exports", context.get(memberContext).id);
  const { id: tenantId } = context.get(tenantContext);
  const record = { actor: memberActor(context), action, tenantId, detail };
  await context.get(tenantControlContext).write((tx) => recordAudit(tx, record));
}
