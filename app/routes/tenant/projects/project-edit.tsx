import { data, redirect } from "react-router";
import { Page } from "#app/components/ui/page.tsx";
import { memberContext, tenantDbContext } from "#app/context.ts";
import {
  adoptCategories,
  type Category,
  type CategoryLabel,
  listActivity,
  listCategories,
  nameCategories,
  updateProject,
} from "#app/db.tenant.server.ts";
import { flashCookie } from "#app/http/flash.server.ts";
import { readForm } from "#app/http/form.server.ts";
import { requireFound } from "#app/http/require-found.ts";
import { requireUuid } from "#app/http/require-uuid.ts";
import { useTranslation } from "#app/i18n/translation.tsx";
import { recountSoon } from "#app/identity/recount.server.ts";
import { MARKDOWN_FORM_MAX_BYTES } from "#app/markdown/limits.ts";
import { projectReach } from "#app/permissions.ts";
import { followersToo } from "#app/routes/tenant/projects/followers-too.server.ts";
import { NewerVersion } from "#app/routes/tenant/projects/newer-version.tsx";
import { ProjectForm } from "#app/routes/tenant/projects/project-form.tsx";
import { projectForm } from "#app/routes/tenant/projects/project-form-rules.ts";
import { requireProject } from "#app/routes/tenant/projects/require-project.server.ts";
import { readBaseCategories } from "../categories/base-categories.server.ts";
import { previewOf } from "../markdown/preview.server.ts";
import type { Route } from "./+types/project-edit.ts";

export async function loader({ params, context }: Route.LoaderArgs) {
  const id = requireUuid(params.projectId);
  const member = context.get(memberContext);
  const base = await readBaseCategories(context);
  const [project, categories] = await context
    .get(tenantDbContext)
    .read((tx) => Promise.all([requireProject(tx, member, "edit", id), listCategories(tx, base)]));
  return { project, categories: withKept(categories, nameCategories(project.categories, base)) };
}

/** What the project is in stays to be seen, and to be taken away, where it is offered no more. */
function withKept(offered: Category[], kept: CategoryLabel[]): Category[] {
  const more = kept.filter(({ id }) => !offered.some((category) => category.id === id));
  return [...offered, ...more.map(({ id, name }) => ({ id, name, isBase: false }))];
}

export async function action({ params, request, context }: Route.ActionArgs) {
  const id = requireUuid(params.projectId);
  const member = context.get(memberContext);
  const db = context.get(tenantDbContext);
  await db.read((tx) => requireProject(tx, member, "edit", id));
  const submission = await readForm(request, projectForm, { maxBytes: MARKDOWN_FORM_MAX_BYTES });
  const none = { newer: undefined, preview: undefined };
  const preview = previewOf(submission, "description");
  if (preview) return data({ ...none, ...preview });
  if (submission.status !== "success") return data({ ...submission.reply(), ...none }, { status: 400 });
  const { formKey: _, ...input } = submission.value;
  const base = await readBaseCategories(context);
  const { project, isStale } = await db.write(async (tx) => {
    const categoryIds = await adoptCategories(tx, input.categoryIds, base);
    return requireFound(
      await updateProject(tx, projectReach(member, "edit"), member, id, { ...input, categoryIds }),
    );
  });
  if (isStale) {
    const [last] = await db.read((tx) =>
      listActivity(tx, projectReach(member, "view"), { subjectId: id, limit: 1 }),
    );
    const reply = submission.reply();
    // They have seen the newer one now.
    const initialValue = { ...reply.initialValue, version: String(project.version) };
    const newer = { project, by: last?.actorName };
    return data({ ...reply, initialValue, ...none, newer }, { status: 409 });
  }
  await recountSoon(context, await followersToo(db, [id], [project.createdBy]));
  const cookie = await flashCookie({ key: "projects.updated", name: project.name });
  return redirect(`/projects/${project.id}`, { status: 303, headers: { "Set-Cookie": cookie } });
}

export default function EditProject({ loaderData, actionData }: Route.ComponentProps) {
  const { t } = useTranslation();
  const { categories } = loaderData;
  const newer = actionData?.newer;
  const project = newer?.project ?? loaderData.project;
  return (
    <Page
      title={t("projects.edit")}
      crumbs={[
        { to: "/projects", label: t("projects.title") },
        { to: `/projects/${project.id}`, label: project.name },
      ]}
      width="column"
    >
      {newer && <NewerVersion {...newer} categories={categories} typed={actionData?.initialValue} />}
      <ProjectForm
        project={project}
        shownVersion={newer?.project.version}
        categories={categories}
        lastResult={actionData}
        preview={actionData?.preview}
        submitLabel={t("projects.save")}
        pendingLabel={t("projects.saving")}
        cancelTo={`/projects/${project.id}`}
      />
    </Page>
  );
}
