import { data, redirect } from "react-router";
import { Page } from "#app/components/ui/page.tsx";
import { memberContext, tenantDbContext } from "#app/context.ts";
import { changeView, getEditableView, MAX_OWN_VIEWS, MAX_SHARED_VIEWS } from "#app/db.tenant.server.ts";
import { flashCookie } from "#app/http/flash.server.ts";
import { readForm } from "#app/http/form.server.ts";
import { requireFound } from "#app/http/require-found.ts";
import { requireUuid } from "#app/http/require-uuid.ts";
import { useTranslation } from "#app/i18n/translation.tsx";
import type { Route } from "./+types/view-edit.ts";
import { viewEditor } from "./view-editor.ts";
import { ViewForm } from "./view-form.tsx";
import { refusalText } from "./view-refusals.ts";
import { viewForm } from "./view-rules.ts";

const PATH = "/projects/views";

export async function loader({ params, context }: Route.LoaderArgs) {
  const id = requireUuid(params.viewId);
  const editor = viewEditor(context.get(memberContext));
  const view = await context.get(tenantDbContext).read((tx) => getEditableView(tx, editor, id));
  const { name, isShared, query } = requireFound(view);
  return { view: { name, isShared, query }, mayShare: editor.mayShare };
}

export async function action({ params, request, context }: Route.ActionArgs) {
  const id = requireUuid(params.viewId);
  const editor = viewEditor(context.get(memberContext));
  const submission = await readForm(request, viewForm);
  if (submission.status !== "success") return data(submission.reply(), { status: 400 });
  const { name, isShared } = submission.value;
  const refusal = await context
    .get(tenantDbContext)
    .write((tx) => changeView(tx, editor, id, { name, isShared }));
  if (refusal === "gone") throw data(null, { status: 404 });
  if (refusal) {
    const most = { own: MAX_OWN_VIEWS, shared: MAX_SHARED_VIEWS };
    const fieldErrors = { name: [refusalText(refusal, isShared && editor.mayShare, most)] };
    return data(submission.reply({ fieldErrors }), { status: 409 });
  }
  const cookie = await flashCookie({ key: "projectViews.saved", name });
  return redirect(PATH, { status: 303, headers: { "Set-Cookie": cookie } });
}

export default function EditView({ loaderData, actionData }: Route.ComponentProps) {
  const { t } = useTranslation();
  const { view, mayShare } = loaderData;
  return (
    <Page
      title={t("projectViews.edit")}
      crumbs={[
        { to: "/projects", label: t("projects.title") },
        { to: PATH, label: t("projectViews.title") },
      ]}
      width="column"
    >
      <ViewForm
        begins={view}
        mayShare={mayShare}
        lastResult={actionData}
        submitLabel={t("projectViews.saveChanges")}
        cancelTo={PATH}
      />
    </Page>
  );
}
