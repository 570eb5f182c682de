import { Pencil } from "lucide-react";
import { ButtonLink } from "#app/components/ui/button.tsx";
import { Card, CardHeader } from "#app/components/ui/card.tsx";
import { Page } from "#app/components/ui/page.tsx";
import { memberContext, tenantDbContext } from "#app/context.ts";
import { listActivity } from "#app/db.server.ts";
import { requireUuid } from "#app/http/require-uuid.ts";
import { useTranslation } from "#app/i18n/translation.tsx";
import { can, projectReach } from "#app/permissions.ts";
import { ActivityList } from "#app/routes/tenant/activity/activity-list.tsx";
import { ProjectFacts } from "#app/routes/tenant/projects/project-facts.tsx";
import { requireProject } from "#app/routes/tenant/projects/require-project.server.ts";
import type { Route } from "./+types/project.ts";

const SHOWN_ACTIVITY = 20;

export async function loader({ params, context }: Route.LoaderArgs) {
  const id = requireUuid(params.projectId);
  const member = context.get(memberContext);
  const reach = projectReach(member, "view");
  const [project, activity] = await context
    .get(tenantDbContext)
    .read((tx) =>
      Promise.all([
        requireProject(tx, member, "view", id),
        listActivity(tx, reach, { subjectId: id, limit: SHOWN_ACTIVITY }),
      ]),
    );
  return {
    project,
    activity,
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
        canEdit && (
          <ButtonLink to="edit" variant="primary">
            <Pencil aria-hidden="true" size={16} />
            {t("projects.edit")}
          </ButtonLink>
        )
      }
    >
      <div className="grid items-start gap-6 lg:grid-cols-[minmax(0,1fr)_18rem] lg:grid-rows-[auto_1fr]">
        <Story text={project.description} />
        <div className="lg:row-span-2">
          <ProjectFacts project={project} />
        </div>
        <Card aria-labelledby="activity">
          <CardHeader id="activity" title={t("activity.title")} />
          <ActivityList entries={activity} />
        </Card>
      </div>
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
