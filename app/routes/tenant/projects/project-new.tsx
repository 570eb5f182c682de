import { data, redirect } from "react-router";
import { Page } from "#app/components/ui/page.tsx";
import { type Member, memberContext, tenantControlContext, tenantDbContext } from "#app/context.ts";
import { adoptCategories, createProject, listBaseCategories, listCategories } from "#app/db.server.ts";
import { flashCookie } from "#app/http/flash.server.ts";
import { readForm } from "#app/http/form.server.ts";
import { useTranslation } from "#app/i18n/translation.tsx";
import { can } from "#app/permissions.ts";
import { ProjectForm } from "#app/routes/tenant/projects/project-form.tsx";
import { projectForm } from "#app/routes/tenant/projects/project-form-rules.ts";
import type { Route } from "./+types/project-new.ts";

export async function loader({ context }: Route.LoaderArgs) {
  requireCreator(context.get(memberContext));
  const base = await context.get(tenantControlContext).read(listBaseCategories);
  return { categories: await context.get(tenantDbContext).read((tx) => listCategories(tx, base)) };
}

export async function action({ request, context }: Route.ActionArgs) {
  const member = context.get(memberContext);
  requireCreator(member);
  const submission = await readForm(request, projectForm);
  if (submission.status !== "success") return data(submission.reply(), { status: 400 });
  const input = submission.value;
  const base = await context.get(tenantControlContext).read(listBaseCategories);
  const project = await context.get(tenantDbContext).write(async (tx) => {
    const categoryIds = await adoptCategories(tx, input.categoryIds, base);
    return createProject(tx, member, { ...input, categoryIds });
  });
  const cookie = await flashCookie({ key: "projects.created", name: project.name });
  return redirect(`/projects/${project.id}`, { status: 303, headers: { "Set-Cookie": cookie } });
}

function requireCreator(member: Member): void {
  if (!can(member, "projects:create")) throw data(null, { status: 403 });
}

export default function NewProject({ loaderData, actionData }: Route.ComponentProps) {
  const { t } = useTranslation();
  return (
    <Page
      title={t("projects.new")}
      lead={t("projects.newLead")}
      crumbs={[{ to: "/projects", label: t("projects.title") }]}
      width="column"
    >
      <ProjectForm
        categories={loaderData.categories}
        lastResult={actionData}
        submitLabel={t("projects.create")}
        pendingLabel={t("projects.creating")}
        cancelTo="/projects"
      />
    </Page>
  );
}
