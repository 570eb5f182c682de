import { redirect } from "react-router";
import { restoreCategory } from "#app/db.tenant.server.ts";
import { flashCookie } from "#app/http/flash.server.ts";
import { readForm } from "#app/http/form.server.ts";
import { requireFound } from "#app/http/require-found.ts";
import type { Route } from "./+types/category-restorations.ts";
import { readBaseCategories } from "./base-categories.server.ts";
import { categoriesPath } from "./categories-path.ts";
import { restorationForm } from "./category-rules.ts";
import { changeCategories } from "./change-category.server.ts";
import { requireCategories } from "./require-categories.server.ts";

/** A page that is asked for by its address. */
export const loader = () => redirect(categoriesPath());

export async function action({ request, context }: Route.ActionArgs) {
  const actor = requireCategories(context);
  const submission = await readForm(request, restorationForm);
  if (submission.status !== "success") return redirect(categoriesPath(), 303);
  const base = await readBaseCategories(context);
  const { category } = submission.value;
  const work = changeCategories(
    context,
    "restore",
    (tx) => restoreCategory(tx, category, { actor, base }),
    category,
  );
  const name = requireFound(await work);
  const cookie = await flashCookie({ key: "categories.restored", name });
  return redirect(categoriesPath(), { status: 303, headers: { "Set-Cookie": cookie } });
}
