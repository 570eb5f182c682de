import { redirect } from "react-router";
import { orderCategories } from "#app/db.tenant.server.ts";
import { readForm } from "#app/http/form.server.ts";
import type { Route } from "./+types/category-order.ts";
import { categoriesPath } from "./categories-path.ts";
import { moveForm } from "./category-rules.ts";
import { changeCategories } from "./change-category.server.ts";
import { readManaged } from "./require-categories.server.ts";

/** A page that is asked for by its address. */
export const loader = () => redirect(categoriesPath());

/** One place up or down; what is gone meanwhile, or stands at the end already, stays where it is. */
export async function action({ request, context }: Route.ActionArgs) {
  const { by, categories } = await readManaged(context);
  const submission = await readForm(request, moveForm);
  if (submission.status === "success") {
    const { category, to } = submission.value;
    const ids = moved(
      categories.map(({ id }) => id),
      category,
      to === "up" ? -1 : 1,
    );
    if (ids) await changeCategories(context, "order", (tx) => orderCategories(tx, ids, by), category);
  }
  return redirect(categoriesPath(), 303);
}

function moved(ids: string[], id: string, by: 1 | -1): string[] | undefined {
  const from = ids.indexOf(id);
  const other = ids[from + by];
  if (from < 0 || other === undefined) return undefined;
  return ids.with(from, other).with(from + by, id);
}
