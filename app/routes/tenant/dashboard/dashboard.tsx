import { Card, CardHeader } from "#app/components/ui/card.tsx";
import { Page } from "#app/components/ui/page.tsx";
import { memberContext, tenantContext, tenantDbContext } from "#app/context.ts";
import { listActivity } from "#app/db.server.ts";
import { personName } from "#app/i18n/person-name.ts";
import { useTranslation } from "#app/i18n/translation.tsx";
import { projectReach } from "#app/permissions.ts";
import { ActivityList } from "../activity/activity-list.tsx";
import { loadProjectSummary } from "../projects/project-summary.server.ts"; // example
import { newProject, RecentProjects } from "../projects/project-summary.tsx"; // example
import { StatusCounts } from "../projects/status-counts.tsx"; // example
import type { Route } from "./+types/dashboard.ts";
import { allOf } from "./all-of.ts";

const RECENT_ACTIVITY = 8;

export async function loader({ context }: Route.LoaderArgs) {
  const member = context.get(memberContext);
  const reach = projectReach(member, "view");
  const shown = await context.get(tenantDbContext).read((tx) =>
    allOf({
      activity: listActivity(tx, reach, { limit: RECENT_ACTIVITY }),
      projects: loadProjectSummary(tx, member), // example
    }),
  );
  return {
    ...shown,
    memberName: member.firstName ?? personName(member),
    workspaceName: context.get(tenantContext).name,
  };
}

export default function Dashboard({ loaderData }: Route.ComponentProps) {
  const { t } = useTranslation();
  const { activity, memberName, workspaceName } = loaderData;
  return (
    <Page
      title={t("dashboard.title")}
      lead={t("dashboard.lead", { name: memberName, workspace: workspaceName })}
      action={newProject(loaderData.projects)} // example
    >
      <StatusCounts {...loaderData.projects} /> {/* example */}
      <div className="grid items-start gap-6 lg:grid-cols-[minmax(0,1fr)_20rem]">
        <RecentProjects summary={loaderData.projects} /> {/* example */}
        <Card aria-labelledby="activity">
          <CardHeader id="activity" title={t("activity.recent")} />
          <ActivityList entries={activity} />
        </Card>
      </div>
    </Page>
  );
}
