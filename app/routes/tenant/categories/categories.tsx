import { data, redirect } from "react-router";
import { Page } from "#app/components/ui/page.tsx";
import { tenantContext } from "#app/context.ts";
import { AlreadyTaken } from "#app/db.server.ts";
import { createCategory, MAX_OWN_CATEGORIES } from "#app/db.tenant.server.ts";
import { flashCookie } from "#app/http/flash.server.ts";
import { readForm } from "#app/http/form.server.ts";
import { message } from "#app/i18n/message.ts";
import { useTranslation } from "#app/i18n/translation.tsx";
import type { Route } from "./+types/categories.ts";
import { AddCategory } from "./add-category.tsx";
import { readBaseCategories } from "./base-categories.server.ts";
import { categoriesPath } from "./categories-path.ts";
import { categoryForm } from "./category-rules.ts";
import { CategoryTable } from "./category-table.tsx";
import { changeCategories } from "./change-category.server.ts";
import { readManaged, requireCategories } from "./require-categories.server.ts";

export async function loader({ context }: Route.LoaderArgs) {
  const { categories } = await readManaged(context);
  return { categories, workspaceName: context.get(tenantContext).name };
}

export async function action({ request, context }: Route.ActionArgs) {
  const actor = requireCategories(context);
  const submission = await readForm(request, categoryForm);
  if (submission.status !== "success") return data(submission.reply(), { status: 400 });
  const { name } = submission.value;
  const refused = (error: string) =>
    data(submission.reply({ fieldErrors: { name: [error] } }), { status: 409 });
  const base = await readBaseCategories(context);
  try {
    const id = await changeCategories(context, "create", (tx) => createCategory(tx, name, { actor, base }));
    if (id === undefined) return refused(message("categories.errors.tooMany", { max: MAX_OWN_CATEGORIES }));
  } catch (error) {
    if (!(error instanceof AlreadyTaken)) throw error;
    return refused("categories.errors.taken");
  }
  const cookie = await flashCookie({ key: "categories.created", name });
  return redirect(categoriesPath(), { status: 303, headers: { "Set-Cookie": cookie } });
}

export default function Categories({ loaderData, actionData }: Route.ComponentProps) {
  const { t } = useTranslation();
  const { categories, workspaceName } = loaderData;
  return (
    <Page title={t("categories.title")} lead={t("categories.lead", { workspace: workspaceName })}>
      <AddCategory lastResult={actionData} />
      <CategoryTable categories={categories} />
    </Page>
  );
}
