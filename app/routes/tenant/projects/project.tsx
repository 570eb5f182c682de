import { Copy, Pencil } from "lucide-react";
import { Form } from "react-router";
import { RelativeTime } from "#app/components/relative-time.tsx";
import { Alert } from "#app/components/ui/alert.tsx";
import { ButtonLink, SubmitButton } from "#app/components/ui/button.tsx";
import { Card, CardHeader } from "#app/components/ui/card.tsx";
import { Page } from "#app/components/ui/page.tsx";
import { memberContext, tenantDbContext } from "#app/context.ts";
import { listActivity, nameCategories, type Project } from "#app/db.server.ts";
import { requireUuid } from "#app/http/require-uuid.ts";
import { useTranslation } from "#app/i18n/translation.tsx";
import { can, projectReach } from "#app/permissions.ts";
import { ActivityList } from "#app/routes/tenant/activity/activity-list.tsx";
import { ProjectFacts } from "#app/routes/tenant/projects/project-facts.tsx";
import { requireProject } from "#app/routes/tenant/projects/require-project.server.ts";
import { readBaseCategories } from "../categories/base-categories.server.ts";
import type { Route } from "./+types/project.ts";

const SHOWN_ACTIVITY = 20;

export async function loader({ params, context }: Route.LoaderArgs) {
  const id = requireUuid(params.projectId);
  const member = context.get(memberContext);
  const reach = projectReach(member, "view");
  const base = await readBaseCategories(context);
  const [project, activity] = await context
    .get(tenantDbContext)
    .read((tx) =>
      Promise.all([
        requireProject(tx, member, "view", id),
        listActivity(tx, reach, { subjectId: id, limit: SHOWN_ACTIVITY }),
      ]),
    );
  return {
    project: { ...project, categories: nameCategories(project.categories, base) },
    activity,
    canCreate: can(member, "projects:create"),
    canEdit: can(member, "projects:edit", project),
    canDelete: can(member, "projects:delete", project),
  };
}

export default function ProjectPage({ loaderData }: Route.ComponentProps) {
  const { t } = useTranslation();
  const { project, activity, canEdit, canDelete } = loaderData;
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
            <ButtonLink to="edit" variant="primary">
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
      <div className="grid items-start gap-6 lg:grid-cols-[minmax(0,1fr)_18rem] lg:grid-rows-[auto_1fr]">
        <Story text={project.description} />
        <div className="lg:row-span-2">
          <ProjectFacts project={project} canEdit={canEdit} />
        </div>
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

function Story({ text }: { text: string }) {
  const { t } = useTranslation();
  return (
    <Card aria-labelledby="description">
      <CardHeader id="description" title={t("projects.description")} />
      <div className="px-4 py-4">
        {text ? (
          <p dir="auto" className="prose">
            {text}
          </p>
        ) : (
          <p className="text-muted">{t("projects.noDescription")}</p>
        )}
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
