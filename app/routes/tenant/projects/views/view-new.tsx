import { data, redirect } from "react-router";
import { Page } from "#app/components/ui/page.tsx";
import { memberContext, tenantDbContext } from "#app/context.ts";
import { createView, MAX_OWN_VIEWS, MAX_SHARED_VIEWS } from "#app/db.tenant.server.ts";
import { flashCookie } from "#app/http/flash.server.ts";
import { readForm } from "#app/http/form.server.ts";
import { useTranslation } from "#app/i18n/translation.tsx";
import { listPath } from "#app/validation/list-path.ts";
import { readProjectSearch } from "../project-search.ts";
import type { Route } from "./+types/view-new.ts";
import { viewEditor } from "./view-editor.ts";
import { ViewForm } from "./view-form.tsx";
import { queryOf, readQuery } from "./view-query.ts";
import { refusalText } from "./view-refusals.ts";
import { viewForm } from "./view-rules.ts";

/** The address has the list's own parameters: what is to be saved. */
export async function loader({ context, url }: Route.LoaderArgs) {
  const search = readProjectSearch(url.searchParams);
  const query = queryOf(search);
  return {
    query,
    back: listPath("/projects", { ...search, cursor: undefined }),
    name: search.q ?? "",
    mayShare: viewEditor(context.get(memberContext)).mayShare,
  };
}

export async function action({ request, context }: Route.ActionArgs) {
  const editor = viewEditor(context.get(memberContext));
  const submission = await readForm(request, viewForm);
  if (submission.status !== "success") return data(submission.reply(), { status: 400 });
  const { name, isShared } = submission.value;
  const query = readQuery(submission.value.query);
  const made = await context
    .get(tenantDbContext)
    .write((tx) => createView(tx, editor, { name, isShared, query }));
  if (typeof made === "string") {
    const most = { own: MAX_OWN_VIEWS, shared: MAX_SHARED_VIEWS };
    const fieldErrors = { name: [refusalText(made, isShared && editor.mayShare, most)] };
    return data(submission.reply({ fieldErrors }), { status: 409 });
  }
  const cookie = await flashCookie({ key: "projectViews.saved", name });
  return redirect(`/projects?${query || "all=yes"}`, { status: 303, headers: { "Set-Cookie": cookie } });
}

export default function NewView({ loaderData, actionData }: Route.ComponentProps) {
  const { t } = useTranslation();
  const { query, back, name, mayShare } = loaderData;
  return (
    <Page
      title={t("projectViews.new")}
      lead={t("projectViews.newLead")}
      crumbs={[{ to: back, label: t("projects.title") }]}
      width="column"
    >
      <ViewForm
        begins={{ name, isShared: false, query }}
        mayShare={mayShare}
        lastResult={actionData}
        submitLabel={t("projectViews.save")}
        cancelTo={back}
      />
    </Page>
  );
}
