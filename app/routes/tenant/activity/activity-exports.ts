/** The activity as a file: of what the person may see, and as it is filtered. */
import { data, redirect } from "react-router";
import { memberContext, tenantContext, tenantDbContext } from "#app/context.ts";
import { recordActivityExport } from "#app/db.tenant.server.ts";
import { csvDownload } from "#app/http/csv.server.ts";
import { readForm } from "#app/http/form.server.ts";
import { isReadOnly } from "#app/http/read-only.server.ts";
import { getI18n } from "#app/i18n/i18n.server.ts";
import { isFiltered } from "#app/validation/list-path.ts";
import { allPages } from "../exports/all-pages.ts";
import { fileName } from "../exports/file-name.ts";
import { reachNow } from "../exports/reach-now.server.ts";
import { recordExport } from "../exports/record-export.server.ts";
import type { Route } from "./+types/activity-exports.ts";
import { activityFilters } from "./activity-rules.ts";
import { activityLister, withKnownAction } from "./find-activity.server.ts";

/** Rows that are read at a time. */
const ROWS_A_LOT = 100;

export async function action({ request, context }: Route.ActionArgs) {
  const submission = await readForm(request, activityFilters);
  if (submission.status !== "success") throw data(null, { status: 400 });
  const asking = { request, context };
  const search = await withKnownAction(asking, submission.value);
  const list = await activityLister(asking, search);
  const db = context.get(tenantDbContext);
  await recordExport(context, "export.activity", { format: "csv", isFiltered: isFiltered(search) });
  // The log of the workspace has it in any case.
  if (!isReadOnly(db)) await db.write((tx) => recordActivityExport(tx, context.get(memberContext)));
  const { id } = context.get(memberContext);
  const pages = allPages((cursor) =>
    db.read(async (tx) => list(tx, { cursor, limit: ROWS_A_LOT }, await reachNow(tx, id))),
  );
  const { t } = await getI18n(context);
  const head = ["at", "actor", "action", "about", "aboutId"] as const;
  return csvDownload(
    fileName(context.get(tenantContext).name, t("activity.title")),
    head.map((name) => t(`fileColumns.activity.${name}`)),
    inCells(pages),
  );
}

type Entry = Awaited<ReturnType<Awaited<ReturnType<typeof activityLister>>>>["items"][number];

async function* inCells(pages: AsyncIterable<Entry[]>) {
  for await (const entries of pages)
    yield entries.map(({ at, actorName, action, subjectName, subjectId }) => [
      at,
      actorName,
      action,
      subjectName,
      subjectName === null ? null : subjectId,
    ]);
}

export const loader = () => redirect("/activity");
