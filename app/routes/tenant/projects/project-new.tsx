import { randomUUID } from "node:crypto";
import { data, redirect } from "react-router";
import { Page } from "#app/components/ui/page.tsx";
import { type Member, memberContext, tenantDbContext } from "#app/context.ts";
import { adoptCategories, createProject, listCategories, makeOnce } from "#app/db.tenant.server.ts";
import { flashCookie } from "#app/http/flash.server.ts";
import { readForm } from "#app/http/form.server.ts";
import { requireUuid } from "#app/http/require-uuid.ts";
import { useTranslation } from "#app/i18n/translation.tsx";
import { MARKDOWN_FORM_MAX_BYTES } from "#app/markdown/limits.ts";
import { can } from "#app/permissions.ts";
import { cutTo } from "#app/routes/tenant/projects/cut-to.ts";
import { ProjectForm } from "#app/routes/tenant/projects/project-form.tsx";
import { projectForm } from "#app/routes/tenant/projects/project-form-rules.ts";
import { PROJECT_NAME_MAX_LENGTH } from "#app/routes/tenant/projects/project-limits.ts";
import { requireProject } from "#app/routes/tenant/projects/require-project.server.ts";
import { readBaseCategories } from "../categories/base-categories.server.ts";
import { previewOf } from "../markdown/preview.server.ts";
import type { Route } from "./+types/project-new.ts";

/** `?from=ID`: the form begins as that project is, under a name of its own. */
export async function loader({ context, url }: Route.LoaderArgs) {
  const member = context.get(memberContext);
  requireCreator(member);
  const from = url.searchParams.get("from");
  const originalId = from === null ? undefined : requireUuid(from);
  const base = await readBaseCategories(context);
  const [categories, original] = await context
    .get(tenantDbContext)
    .read((tx) =>
      Promise.all([
        listCategories(tx, base),
        originalId === undefined ? undefined : requireProject(tx, member, "view", originalId),
      ]),
    );
  return { categories, original, formKey: randomUUID() };
}

export async function action({ request, context }: Route.ActionArgs) {
  const member = context.get(memberContext);
  requireCreator(member);
  const submission = await readForm(request, projectForm, { maxBytes: MARKDOWN_FORM_MAX_BYTES });
  const preview = previewOf(submission, "description");
  if (preview) return data(preview);
  if (submission.status !== "success")
    return data({ ...submission.reply(), preview: undefined }, { status: 400 });
  const { formKey = randomUUID(), ...input } = submission.value;
  const base = await readBaseCategories(context);
  const { id } = await context.get(tenantDbContext).write((tx) =>
    makeOnce(tx, { memberId: member.id, formKey, content: input }, async (newId) => {
      const categoryIds = await adoptCategories(tx, input.categoryIds, base);
      return createProject(tx, member, { ...input, id: newId, categoryIds });
    }),
  );
  const cookie = await flashCookie({ key: "projects.created", name: input.name });
  return redirect(`/projects/${id}`, { status: 303, headers: { "Set-Cookie": cookie } });
}

function requireCreator(member: Member): void {
  if (!can(member, "projects:create")) throw data(null, { status: 403 });
}

export default function NewProject({ loaderData, actionData }: Route.ComponentProps) {
  const { t } = useTranslation();
  const { categories, original, formKey } = loaderData;
  const template = original && {
    ...original,
    name: cutTo(t("projects.copyOf", { name: original.name }), PROJECT_NAME_MAX_LENGTH),
  };
  return (
    <Page
      title={t("projects.new")}
      lead={t("projects.newLead")}
      crumbs={[{ to: "/projects", label: t("projects.title") }]}
      width="column"
    >
      <ProjectForm
        template={template}
        formKey={formKey}
        categories={categories}
        lastResult={actionData}
        preview={actionData?.preview}
        submitLabel={t("projects.create")}
        pendingLabel={t("projects.creating")}
        cancelTo={original ? `/projects/${original.id}` : "/projects"}
      />
    </Page>
  );
}
