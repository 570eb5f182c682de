import { data, Form, redirect } from "react-router";
import { ActionForm } from "#app/components/ui/action-form.tsx";
import { SubmitButton } from "#app/components/ui/button.tsx";
import { Page } from "#app/components/ui/page.tsx";
import { AlreadyTaken } from "#app/db.server.ts";
import { renameCategory } from "#app/db.tenant.server.ts";
import { flashCookie } from "#app/http/flash.server.ts";
import { readForm } from "#app/http/form.server.ts";
import { requireFound } from "#app/http/require-found.ts";
import { useTranslation } from "#app/i18n/translation.tsx";
import type { Route } from "./+types/category.ts";
import { categoriesPath } from "./categories-path.ts";
import { renameForm } from "./category-rules.ts";
import { CategorySection } from "./category-section.tsx";
import { changeCategories } from "./change-category.server.ts";
import { requireCategory } from "./require-categories.server.ts";

export async function loader({ context, params }: Route.LoaderArgs) {
  return { category: (await requireCategory(context, params.categoryId)).category };
}

/** Another name; for a shared one, of this workspace alone. */
export async function action({ request, context, params }: Route.ActionArgs) {
  const { by, category } = await requireCategory(context, params.categoryId);
  const submission = await readForm(request, renameForm);
  if (submission.status !== "success") return data(submission.reply(), { status: 400 });
  const { name } = submission.value;
  try {
    const work = changeCategories(
      context,
      "rename",
      async (tx) => (await renameCategory(tx, category.id, name, by)) || undefined,
      category.id,
    );
    requireFound(await work);
  } catch (error) {
    if (!(error instanceof AlreadyTaken)) throw error;
    const fieldErrors = { name: ["categories.errors.taken"] };
    return data(submission.reply({ fieldErrors }), { status: 409 });
  }
  const cookie = await flashCookie({ key: "categories.renamed", name: name ?? category.baseName ?? "" });
  return redirect(categoriesPath(), { status: 303, headers: { "Set-Cookie": cookie } });
}

export default function CategoryPage({ loaderData: { category }, actionData }: Route.ComponentProps) {
  const { t } = useTranslation();
  const { id, name, baseName, isBase, isOverride, isHidden, projects } = category;
  return (
    <Page
      title={name}
      lead={t(isBase ? "categories.sharedLead" : "categories.ownLead", { count: projects })}
      crumbs={[{ to: categoriesPath(), label: t("categories.title") }]}
      width="column"
    >
      <ActionForm
        fields={[
          {
            name: "name",
            label: t("categories.name"),
            defaultValue: name,
            ...(baseName && { hint: t("categories.nameHint", { name: baseName }) }),
          },
        ]}
        lastResult={actionData}
        isHarmful={false}
        submitLabel={t("categories.save")}
        pendingLabel={t("categories.saving")}
        keepLabel={t("form.cancel")}
        keepTo={categoriesPath()}
      />
      {isOverride && (
        <Form method="post">
          <SubmitButton variant="secondary" pendingLabel={t("categories.saving")}>
            {t("categories.giveBack", { name: baseName })}
          </SubmitButton>
        </Form>
      )}
      <CategorySection id={id} isBase={isBase} isHidden={isHidden} />
    </Page>
  );
}
