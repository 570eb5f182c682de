import type { RouterContextProvider } from "react-router";
import { tenantContext, tenantControlContext } from "#app/context.ts";
import { recordAudit } from "#app/db.server.ts";
import type { ExportAction } from "#app/db.shared.ts";
import { memberActor } from "../members/member-actor.server.ts";

/** Before anything is handed out: whoever takes something along is in the workspace's log. */
export async function recordExport(
  context: Readonly<RouterContextProvider>,
  action: ExportAction,
  detail: { format: "csv" | "json"; isFiltered: boolean },
): Promise<void> {
  const { id: tenantId } = context.get(tenantContext);
  const record = { actor: memberActor(context), action, tenantId, detail };
  await context.get(tenantControlContext).write((tx) => recordAudit(tx, record));
}
