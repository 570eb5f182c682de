import { Copy, Pencil } from "lucide-react";
import { Form } from "react-router";
import { RelativeTime } from "#app/components/relative-time.tsx";
import { Rendered } from "#app/components/rendered.tsx";
import { Alert } from "#app/components/ui/alert.tsx";
import { ButtonLink, SubmitButton } from "#app/components/ui/button.tsx";
import { Card, CardHeader } from "#app/components/ui/card.tsx";
import { Page } from "#app/components/ui/page.tsx";
import { memberContext, tenantDbContext } from "#app/context.ts";
import { listActivity, nameCategories, type Project } from "#app/db.tenant.server.ts";
import { requireUuid } from "#app/http/require-uuid.ts";
import { useTranslation } from "#app/i18n/translation.tsx";
import { renderMarkdown, type SafeHtml } from "#app/markdown/markdown.server.ts";
import { can, projectReach } from "#app/permissions.ts";
import { useShortcut } from "#app/routes/tenant/actions/action-link.tsx";
import { ActivityList } from "#app/routes/tenant/activity/activity-list.tsx";
import { choicesInPlace } from "#app/routes/tenant/projects/in-place/choices-in-place.server.ts";
import { ProjectFacts } from "#app/routes/tenant/projects/project-facts.tsx";
import { requireProject } from "#app/routes/tenant/projects/require-project.server.ts";
import { readBaseCategories } from "../categories/base-categories.server.ts";
import type { Route } from "./+types/project.ts";
import { Discussion } from "./comments/discussion.tsx";
import { FollowingForm } from "./comments/following-form.tsx";
import { loadDiscussion } from "./comments/load-discussion.server.ts";
import { postComment } from "./comments/post-comment.server.ts";

const SHOWN_ACTIVITY = 20;

export const action = (args: Route.ActionArgs) => postComment(args);

export async function loader({ params, context, url }: Route.LoaderArgs) {
  const id = requireUuid(params.projectId);
  const member = context.get(memberContext);
  const reach = projectReach(member, "view");
  const base = await readBaseCategories(context);
  const [project, activity, discussion] = await context.get(tenantDbContext).read((tx) => {
    const found = requireProject(tx, member, "view", id);
    return Promise.all([
      found,
      listActivity(tx, reach, { subjectId: id, limit: SHOWN_ACTIVITY }),
      loadDiscussion(tx, member, { id, url, project: found }),
    ]);
  });
  return {
    project: { ...project, categories: nameCategories(project.categories, base), description: "" },
    story: renderMarkdown(project.description),
    activity,
    discussion,
    canCreate: can(member, "projects:create"),
    canEdit: can(member, "projects:edit", project),
    choices: await choicesInPlace(context, can(member, "projects:edit", project)),
    canDelete: can(member, "projects:delete", project),
  };
}

export default function ProjectPage({ loaderData, actionData }: Route.ComponentProps) {
  const { t } = useTranslation();
  const { project, activity, canEdit, canDelete } = loaderData;
  const editKey = useShortcut("e");
  return (
    <Page
      title={project.name}
      crumbs={[{ to: "/projects", label: t("projects.title") }]}
      action={
        <>
          {loaderData.canCreate && (
            <ButtonLink to={`/projects/new?from=${project.id}`} variant="ghost">
              <Copy aria-hidden="true" size={16} />
              {t("projects.duplicate")}
            </ButtonLink>
          )}
          {canEdit && (
            <ButtonLink to="edit" variant="primary" aria-keyshortcuts={editKey}>
              <Pencil aria-hidden="true" size={16} />
              {t("projects.edit")}
            </ButtonLink>
          )}
        </>
      }
    >
      {project.archivedAt && (
        <Alert tone="info">
          {t("projects.archivedSince")} <RelativeTime at={project.archivedAt} />
        </Alert>
      )}
      <div className="grid items-start gap-6 lg:grid-cols-[minmax(0,1fr)_20rem] lg:grid-rows-[auto_auto_1fr]">
        <Story html={loaderData.story} />
        <div className="grid gap-6 lg:row-span-3">
          <ProjectFacts project={project} canEdit={canEdit} choices={loaderData.choices} />
          <FollowingForm projectId={project.id} following={loaderData.discussion.following} />
        </div>
        <Discussion projectId={project.id} discussion={loaderData.discussion} answer={actionData} />
        <Card aria-labelledby="activity">
          <CardHeader id="activity" title={t("activity.title")} />
          <ActivityList entries={activity} />
        </Card>
      </div>
      {canEdit && <ArchiveSection project={project} />}
      {canDelete && <DeleteSection />}
    </Page>
  );
}

function Story({ html }: { html: SafeHtml }) {
  const { t } = useTranslation();
  return (
    <Card aria-labelledby="description">
      <CardHeader id="description" title={t("projects.description")} />
      <div className="px-4 py-4">
        {html ? <Rendered html={html} /> : <p className="text-muted">{t("projects.noDescription")}</p>}
      </div>
    </Card>
  );
}

function ArchiveSection({ project: { id, archivedAt } }: { project: Project }) {
  const { t } = useTranslation();
  return (
    <section
      aria-labelledby="archive"
      className="mt-4 flex flex-wrap items-center justify-between gap-4 border-t pt-6"
    >
      <div className="grid gap-0.5">
        <h2 id="archive" className="font-semibold">
          {t(archivedAt ? "projects.unarchiveTitle" : "projects.archiveTitle")}
        </h2>
        <p className="text-muted">{t(archivedAt ? "projects.unarchiveText" : "projects.archiveText")}</p>
      </div>
      <Form method="post" action="/projects/changes">
        <input type="hidden" name="project" value={id} />
        <input type="hidden" name="change" value={archivedAt ? "unarchive" : "archive"} />
        <input type="hidden" name="back" value={`/projects/${id}`} />
        <SubmitButton variant="secondary" pendingLabel={t("projects.changes.applying")}>
          {t(archivedAt ? "projects.unarchive" : "projects.archive")}
        </SubmitButton>
      </Form>
    </section>
  );
}

function DeleteSection() {
  const { t } = useTranslation();
  return (
    <section
      aria-labelledby="delete"
      className="mt-4 flex flex-wrap items-center justify-between gap-4 border-t pt-6"
    >
      <div className="grid gap-0.5">
        <h2 id="delete" className="font-semibold">
          {t("projects.dangerTitle")}
        </h2>
        <p className="text-muted">{t("projects.dangerText")}</p>
      </div>
      <ButtonLink to="delete" className="text-danger!">
        {t("projects.delete")}
      </ButtonLink>
    </section>
  );
}
