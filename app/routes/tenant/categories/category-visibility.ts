import { redirect } from "react-router";
import { hideCategory } from "#app/db.tenant.server.ts";
import { flashCookie } from "#app/http/flash.server.ts";
import { readForm } from "#app/http/form.server.ts";
import { requireFound } from "#app/http/require-found.ts";
import type { Route } from "./+types/category-visibility.ts";
import { categoriesPath } from "./categories-path.ts";
import { visibilityForm } from "./category-rules.ts";
import { changeCategories } from "./change-category.server.ts";
import { requireCategory } from "./require-categories.server.ts";

/** A page that is asked for by its address. */
export const loader = ({ params }: Route.LoaderArgs) => redirect(categoriesPath(params.categoryId));

export async function action({ request, context, params }: Route.ActionArgs) {
  const { by, category } = await requireCategory(context, params.categoryId);
  const submission = await readForm(request, visibilityForm);
  if (submission.status !== "success") return redirect(categoriesPath(category.id), 303);
  const isHidden = submission.value.show === "no";
  const act = isHidden ? "hide" : "show";
  const work = changeCategories(
    context,
    act,
    (tx) => hideCategory(tx, category.id, isHidden, by),
    category.id,
  );
  const name = requireFound(await work);
  const cookie = await flashCookie({ key: isHidden ? "categories.hidden" : "categories.shown", name });
  return redirect(categoriesPath(), { status: 303, headers: { "Set-Cookie": cookie } });
}
