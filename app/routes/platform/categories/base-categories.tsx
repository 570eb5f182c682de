import { data, redirect } from "react-router";
import { ActionForm } from "#app/components/ui/action-form.tsx";
import { Page } from "#app/components/ui/page.tsx";
import { dataTierContext } from "#app/context.ts";
import { AlreadyTaken, addBaseCategory, listBaseCategories, MAX_BASE_CATEGORIES } from "#app/db.server.ts";
import { flashCookie } from "#app/http/flash.server.ts";
import { readForm } from "#app/http/form.server.ts";
import { message } from "#app/i18n/message.ts";
import { useTranslation } from "#app/i18n/translation.tsx";
import { staffActor } from "../parts/staff-actor.server.ts";
import type { Route } from "./+types/base-categories.ts";
import { baseCategoryPath } from "./base-category-path.ts";
import { baseCategoryForm, namesIn } from "./base-category-rules.ts";
import { BaseCategoryTable } from "./base-category-table.tsx";
import { takenIn } from "./taken-in.ts";
import { useNameFields } from "./use-name-fields.ts";

export async function loader({ context }: Route.LoaderArgs) {
  return { categories: await context.get(dataTierContext).controlDb.read(listBaseCategories) };
}

export async function action({ request, context }: Route.ActionArgs) {
  const submission = await readForm(request, baseCategoryForm);
  if (submission.status !== "success") return data(submission.reply(), { status: 400 });
  const names = namesIn(submission.value);
  const by = { actor: staffActor(context), reason: submission.value.reason };
  try {
    const { controlDb } = context.get(dataTierContext);
    const id = await controlDb.write((tx) => addBaseCategory(tx, names, by));
    if (id === undefined) {
      const formErrors = [message("platform.categories.errors.tooMany", { max: MAX_BASE_CATEGORIES })];
      return data(submission.reply({ formErrors }), { status: 409 });
    }
  } catch (error) {
    if (!(error instanceof AlreadyTaken)) throw error;
    return data(submission.reply({ fieldErrors: takenIn(error) }), { status: 409 });
  }
  const cookie = await flashCookie({ key: "platform.categories.added", name: names.name });
  return redirect(baseCategoryPath(), { status: 303, headers: { "Set-Cookie": cookie } });
}

export default function BaseCategories({ loaderData: { categories }, actionData }: Route.ComponentProps) {
  const { t } = useTranslation();
  const fields = useNameFields();
  return (
    <Page title={t("platform.categories.title")} lead={t("platform.categories.lead")}>
      <BaseCategoryTable categories={categories} />
      <section aria-labelledby="add" className="grid w-full max-w-form gap-4 border-t pt-6">
        <h2 id="add" className="text-base font-semibold">
          {t("platform.categories.addTitle")}
        </h2>
        <ActionForm
          fields={fields}
          lastResult={actionData}
          isHarmful={false}
          submitLabel={t("platform.categories.add")}
          pendingLabel={t("platform.categories.adding")}
          keepLabel={t("form.cancel")}
          keepTo={baseCategoryPath()}
        />
      </section>
    </Page>
  );
}
