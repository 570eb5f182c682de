import { data, redirect } from "react-router";
import { ActionForm } from "#app/components/ui/action-form.tsx";
import { Page } from "#app/components/ui/page.tsx";
import { Typed } from "#app/components/ui/typed.tsx";
import { memberContext, tenantContext, tenantDbContext } from "#app/context.ts";
import { changeProject, TRASH_DAYS } from "#app/db.tenant.server.ts";
import { flashCookie } from "#app/http/flash.server.ts";
import { readForm } from "#app/http/form.server.ts";
import { requireFound } from "#app/http/require-found.ts";
import { requireUuid } from "#app/http/require-uuid.ts";
import { useTranslation } from "#app/i18n/translation.tsx";
import { recountSoon } from "#app/identity/recount.server.ts";
import { projectReach } from "#app/permissions.ts";
import { followersToo } from "#app/routes/tenant/projects/followers-too.server.ts";
import { projectDeletion } from "#app/routes/tenant/projects/project-form-rules.ts";
import { requireProject } from "#app/routes/tenant/projects/require-project.server.ts";
import { toldOf } from "#app/routes/tenant/projects/told-changes.ts";
import type { Route } from "./+types/project-delete.ts";

export async function loader({ params, context }: Route.LoaderArgs) {
  const id = requireUuid(params.projectId);
  const member = context.get(memberContext);
  const { name } = await context.get(tenantDbContext).read((tx) => requireProject(tx, member, "delete", id));
  return { id, name, days: TRASH_DAYS, workspaceName: context.get(tenantContext).name };
}

export async function action({ params, request, context }: Route.ActionArgs) {
  const id = requireUuid(params.projectId);
  const member = context.get(memberContext);
  const db = context.get(tenantDbContext);
  const { name } = await db.read((tx) => requireProject(tx, member, "delete", id));
  const submission = await readForm(request, projectDeletion(name));
  if (submission.status !== "success") return data(submission.reply(), { status: 400 });
  const deleted = await db.write(async (tx) =>
    requireFound(await changeProject(tx, projectReach(member, "delete"), member, id, { kind: "delete" })),
  );
  await recountSoon(context, await followersToo(db, [id], [deleted.was.ownerId]));
  const cookie = await flashCookie(toldOf([{ change: { kind: "delete" }, changed: [deleted] }]));
  return redirect("/projects", { status: 303, headers: { "Set-Cookie": cookie } });
}

export default function DeleteProject({ loaderData, actionData }: Route.ComponentProps) {
  const { t } = useTranslation();
  const { id, name, days, workspaceName } = loaderData;
  return (
    <Page
      title={t("projects.deleteTitle", { name })}
      lead={t("projects.deleteLead")}
      crumbs={[
        { to: "/projects", label: t("projects.title") },
        { to: `/projects/${id}`, label: name },
      ]}
      width="column"
    >
      <ul className="grid list-disc gap-1 pl-5 text-base">
        <li>{t("projects.deleteWhat", { workspace: workspaceName })}</li>
        <li>{t("projects.deleteUndo", { count: days })}</li>
        <li>{t("projects.deleteActivity")}</li>
      </ul>
      <ActionForm
        fields={[{ name: "name", label: t("projects.typeName"), hint: <Typed>{name}</Typed> }]}
        lastResult={actionData}
        isHarmful
        submitLabel={t("projects.delete")}
        pendingLabel={t("projects.deleting")}
        keepLabel={t("projects.keep")}
        keepTo={`/projects/${id}`}
      />
    </Page>
  );
}
