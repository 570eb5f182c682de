import { data, redirect } from "react-router";
import { ActionForm } from "#app/components/ui/action-form.tsx";
import { ButtonLink } from "#app/components/ui/button.tsx";
import { Page } from "#app/components/ui/page.tsx";
import { dataTierContext } from "#app/context.ts";
import { AlreadyTaken, renameBaseCategory } from "#app/db.server.ts";
import { flashCookie } from "#app/http/flash.server.ts";
import { readForm } from "#app/http/form.server.ts";
import { useTranslation } from "#app/i18n/translation.tsx";
import { staffActor } from "../parts/staff-actor.server.ts";
import type { Route } from "./+types/base-category.ts";
import { baseCategoryPath } from "./base-category-path.ts";
import { baseCategoryForm, namesIn } from "./base-category-rules.ts";
import { requireBaseCategory } from "./require-base-category.server.ts";
import { takenIn } from "./taken-in.ts";
import { useNameFields } from "./use-name-fields.ts";

export async function loader({ context, params }: Route.LoaderArgs) {
  return { category: await requireBaseCategory(context, params.categoryId) };
}

export async function action({ request, context, params }: Route.ActionArgs) {
  const { id } = await requireBaseCategory(context, params.categoryId);
  const submission = await readForm(request, baseCategoryForm);
  if (submission.status !== "success") return data(submission.reply(), { status: 400 });
  const names = namesIn(submission.value);
  const by = { actor: staffActor(context), reason: submission.value.reason };
  try {
    const { controlDb } = context.get(dataTierContext);
    await controlDb.write((tx) => renameBaseCategory(tx, id, names, by));
  } catch (error) {
    if (!(error instanceof AlreadyTaken)) throw error;
    return data(submission.reply({ fieldErrors: takenIn(error) }), { status: 409 });
  }
  const cookie = await flashCookie({ key: "platform.categories.renamed", name: names.name });
  return redirect(baseCategoryPath(), { status: 303, headers: { "Set-Cookie": cookie } });
}

export default function BaseCategory({ loaderData: { category }, actionData }: Route.ComponentProps) {
  const { t } = useTranslation();
  const { id, name, isActive } = category;
  const fields = useNameFields(category);
  return (
    <Page
      title={name}
      lead={t(isActive ? "platform.categories.offeredLead" : "platform.categories.retiredLead")}
      crumbs={[{ to: baseCategoryPath(), label: t("platform.categories.title") }]}
      width="column"
      action={
        <ButtonLink to={`${baseCategoryPath(id)}/${isActive ? "retirements" : "offers"}`}>
          {t(isActive ? "platform.categories.retire" : "platform.categories.offer")}
        </ButtonLink>
      }
    >
      <ActionForm
        fields={fields}
        lastResult={actionData}
        isHarmful={false}
        submitLabel={t("platform.categories.rename")}
        pendingLabel={t("platform.categories.renaming")}
        keepLabel={t("platform.actions.keep")}
        keepTo={baseCategoryPath()}
      />
    </Page>
  );
}
