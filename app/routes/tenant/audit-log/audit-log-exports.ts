/** The workspace's log as a file, as it is filtered; that it was taken is its newest entry. */
import { data, redirect } from "react-router";
import { memberContext, tenantContext, tenantControlContext } from "#app/context.ts";
import { requireOwnerNow } from "#app/db.server.ts";
import { csvDownload, download } from "#app/http/csv.server.ts";
import { readForm } from "#app/http/form.server.ts";
import { getI18n } from "#app/i18n/i18n.server.ts";
import { isFiltered } from "#app/validation/list-path.ts";
import { allPages } from "../exports/all-pages.ts";
import { fileName } from "../exports/file-name.ts";
import { recordExport } from "../exports/record-export.server.ts";
import { requireOwner } from "../security/require-owner.server.ts";
import type { Route } from "./+types/audit-log-exports.ts";
import { AUDIT_COLUMNS, auditCells, auditJson } from "./audit-files.ts";
import { auditExport } from "./audit-log-rules.ts";
import { auditLister } from "./find-audit.server.ts";

/** Rows that are read at a time. */
const ROWS_A_LOT = 100;

export async function action({ request, context }: Route.ActionArgs) {
  requireOwner(context);
  const submission = await readForm(request, auditExport);
  if (submission.status !== "success") throw data(null, { status: 400 });
  const { format = "csv", ...search } = submission.value;
  const list = await auditLister({ request, context }, search);
  await recordExport(context, "export.auditLog", { format, isFiltered: isFiltered(search) });
  const { id: tenantId } = context.get(tenantContext);
  const { id: userId } = context.get(memberContext);
  const control = context.get(tenantControlContext);
  // A file that is read slowly ends with the right to it.
  const pages = allPages(async (cursor) => {
    await control.read((tx) => requireOwnerNow(tx, tenantId, userId));
    return list({ cursor, limit: ROWS_A_LOT });
  });
  const { t } = await getI18n(context);
  const name = fileName(context.get(tenantContext).name, t("auditLog.title"));
  if (format === "json")
    return download({ name: `${name}.json`, type: "application/json" }, auditJson(t, pages));
  const head = AUDIT_COLUMNS.map((column) => t(`fileColumns.auditLog.${column}`));
  return csvDownload(name, head, auditCells(t, pages));
}

export const loader = () => redirect("/settings/audit-log");
