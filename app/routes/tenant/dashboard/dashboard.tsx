import { FolderKanban, Plus } from "lucide-react";
import { Link } from "react-router";
import { ButtonLink } from "#app/components/ui/button.tsx";
import { Card, CardHeader } from "#app/components/ui/card.tsx";
import { EmptyState } from "#app/components/ui/empty-state.tsx";
import { Page } from "#app/components/ui/page.tsx";
import { memberContext, tenantContext, tenantDbContext } from "#app/context.ts";
import { countProjectsByStatus, listActivity, listProjects } from "#app/db.server.ts";
import { personName } from "#app/i18n/person-name.ts";
import { useTranslation } from "#app/i18n/translation.tsx";
import { can, projectReach } from "#app/permissions.ts";
import { ActivityList } from "#app/routes/tenant/activity/activity-list.tsx";
import { ProjectRows } from "#app/routes/tenant/projects/project-rows.tsx";
import { StatusCounts } from "#app/routes/tenant/projects/status-counts.tsx";
import type { Route } from "./+types/dashboard.ts";

const RECENT_PROJECTS = 5;
const RECENT_ACTIVITY = 8;

export async function loader({ context }: Route.LoaderArgs) {
  const member = context.get(memberContext);
  const reach = projectReach(member, "view");
  const [counts, { projects }, activity] = await context
    .get(tenantDbContext)
    .read((tx) =>
      Promise.all([
        countProjectsByStatus(tx, reach),
        listProjects(tx, reach, { limit: RECENT_PROJECTS }),
        listActivity(tx, reach, { limit: RECENT_ACTIVITY }),
      ]),
    );
  return {
    counts,
    projects,
    activity,
    memberName: member.firstName ?? personName(member),
    workspaceName: context.get(tenantContext).name,
    canCreate: can(member, "projects:create"),
  };
}

export default function Dashboard({ loaderData }: Route.ComponentProps) {
  const { t } = useTranslation();
  const { counts, projects, activity, memberName, workspaceName, canCreate } = loaderData;
  return (
    <Page
      title={t("dashboard.title")}
      lead={t("dashboard.lead", { name: memberName, workspace: workspaceName })}
      action={canCreate && <NewProject />}
    >
      <StatusCounts counts={counts} />
      <div className="grid items-start gap-6 lg:grid-cols-[minmax(0,1fr)_20rem]">
        {projects.length > 0 ? (
          <RecentProjects projects={projects} />
        ) : (
          <EmptyState icon={FolderKanban} title={t("dashboard.emptyTitle")}>
            {t(canCreate ? "dashboard.emptyCanCreate" : "dashboard.emptyAction")}
          </EmptyState>
        )}
        <Card aria-labelledby="activity">
          <CardHeader id="activity" title={t("activity.recent")} />
          <ActivityList entries={activity} />
        </Card>
      </div>
    </Page>
  );
}

function NewProject() {
  const { t } = useTranslation();
  return (
    <ButtonLink to="/projects/new" variant="primary">
      <Plus aria-hidden="true" size={16} />
      {t("projects.new")}
    </ButtonLink>
  );
}

function RecentProjects({ projects }: Pick<Route.ComponentProps["loaderData"], "projects">) {
  const { t } = useTranslation();
  const all = (
    <Link to="/projects" className="rounded font-medium text-accent-text hover:underline">
      {t("dashboard.allProjects")}
    </Link>
  );
  return (
    <Card aria-labelledby="recent-projects">
      <CardHeader id="recent-projects" title={t("dashboard.recentProjects")} aside={all} />
      <ProjectRows projects={projects} />
    </Card>
  );
}
