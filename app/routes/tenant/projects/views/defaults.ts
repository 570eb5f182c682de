/** The view that a person's list begins with: this one, or with none of them everything. */
import { redirect } from "react-router";
import { memberContext, tenantDbContext } from "#app/context.ts";
import { setDefaultView } from "#app/db.tenant.server.ts";
import { readForm } from "#app/http/form.server.ts";
import type { Route } from "./+types/defaults.ts";
import { toViews, VIEW_GONE, VIEWS_PATH } from "./view-answer.server.ts";
import { defaultChoice } from "./view-rules.ts";

/** A page that is asked for by its address. */
export const loader = () => redirect(VIEWS_PATH);

export async function action({ request, context }: Route.ActionArgs) {
  const member = context.get(memberContext);
  const submission = await readForm(request, defaultChoice);
  if (submission.status !== "success") return toViews(VIEW_GONE);
  const id = submission.value.view ?? null;
  const chosen = await context.get(tenantDbContext).write((tx) => setDefaultView(tx, member.id, id));
  if (!chosen) return toViews(VIEW_GONE);
  return toViews(
    id === null
      ? { key: "projectViews.noDefault", name: "" }
      : { key: "projectViews.madeDefault", ...chosen },
  );
}
