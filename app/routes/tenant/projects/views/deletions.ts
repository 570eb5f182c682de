/** Deletes a view, and offers to bring it back. */
import { redirect } from "react-router";
import { memberContext, tenantDbContext } from "#app/context.ts";
import { deleteView } from "#app/db.tenant.server.ts";
import { readForm } from "#app/http/form.server.ts";
import type { Route } from "./+types/deletions.ts";
import { toViews, VIEW_GONE, VIEWS_PATH } from "./view-answer.server.ts";
import { viewEditor } from "./view-editor.ts";
import { viewChoice } from "./view-rules.ts";

/** A page that is asked for by its address. */
export const loader = () => redirect(VIEWS_PATH);

export async function action({ request, context }: Route.ActionArgs) {
  const editor = viewEditor(context.get(memberContext));
  const submission = await readForm(request, viewChoice);
  if (submission.status !== "success") return toViews(VIEW_GONE);
  const { view: id } = submission.value;
  const name = await context.get(tenantDbContext).write((tx) => deleteView(tx, editor, id));
  if (name === undefined) return toViews(VIEW_GONE);
  const undo = { action: "/projects/views/restorations", fields: [["view", id]] as [string, string][] };
  return toViews({ key: "projectViews.deleted", name, undo });
}
