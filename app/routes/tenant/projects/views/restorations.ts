/** Brings a deleted view back; under another name where somebody has taken its own. */
import { redirect } from "react-router";
import { memberContext, tenantDbContext } from "#app/context.ts";
import { restoreView } from "#app/db.tenant.server.ts";
import { readForm } from "#app/http/form.server.ts";
import type { Route } from "./+types/restorations.ts";
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
  const restored = await context.get(tenantDbContext).write((tx) => restoreView(tx, editor, id));
  if (restored === "tooMany") return toViews({ key: "projectViews.full", name: "" });
  if (typeof restored === "string") return toViews(VIEW_GONE);
  return toViews({ key: "projectViews.restored", name: restored.name });
}
