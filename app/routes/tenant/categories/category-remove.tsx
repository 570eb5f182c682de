import { data, redirect } from "react-router";
import { ActionForm } from "#app/components/ui/action-form.tsx";
import { Page } from "#app/components/ui/page.tsx";
import { deleteCategory, TRASH_DAYS } from "#app/db.tenant.server.ts";
import { flashCookie } from "#app/http/flash.server.ts";
import { noFields, readForm } from "#app/http/form.server.ts";
import { requireFound } from "#app/http/require-found.ts";
import { useTranslation } from "#app/i18n/translation.tsx";
import type { Route } from "./+types/category-remove.ts";
import { categoriesPath } from "./categories-path.ts";
import { changeCategories } from "./change-category.server.ts";
import { requireCategory } from "./require-categories.server.ts";

export async function loader({ context, params }: Route.LoaderArgs) {
  const { category } = await requireCategory(context, params.categoryId);
  return { id: category.id, name: category.name, projects: category.projects, days: TRASH_DAYS };
}

/** A shared one is hidden, not deleted: it is not there for this. */
export async function action({ request, context, params }: Route.ActionArgs) {
  const { by, category } = await requireCategory(context, params.categoryId);
  const submission = await readForm(request, noFields);
  if (submission.status !== "success") return data(submission.reply(), { status: 400 });
  const work = changeCategories(context, "delete", (tx) => deleteCategory(tx, category.id, by), category.id);
  const name = requireFound(await work);
  const undo = {
    action: categoriesPath("restorations"),
    fields: [["category", category.id]] as [string, string][],
  };
  const cookie = await flashCookie({ key: "categories.deleted", name, undo });
  return redirect(categoriesPath(), { status: 303, headers: { "Set-Cookie": cookie } });
}

export default function RemoveCategory({ loaderData, actionData }: Route.ComponentProps) {
  const { t } = useTranslation();
  const { id, name, projects, days } = loaderData;
  return (
    <Page
      title={t("categories.deleteTitle", { name })}
      lead={t("categories.deleteLead", { count: projects })}
      crumbs={[
        { to: categoriesPath(), label: t("categories.title") },
        { to: categoriesPath(id), label: name },
      ]}
      width="column"
    >
      <p>{t("categories.deleteUndo", { count: days })}</p>
      <ActionForm
        fields={[]}
        lastResult={actionData}
        isHarmful
        submitLabel={t("categories.delete")}
        pendingLabel={t("categories.deleting")}
        keepLabel={t("form.cancel")}
        keepTo={categoriesPath(id)}
      />
    </Page>
  );
}
