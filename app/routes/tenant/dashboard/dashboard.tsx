import { Link } from "react-router";
import { Card, CardHeader } from "#app/components/ui/card.tsx";
import { Page } from "#app/components/ui/page.tsx";
import { memberContext, tenantContext, tenantDbContext } from "#app/context.ts";
import { getChecklistFacts, listActivityPage } from "#app/db.tenant.server.ts";
import { personName } from "#app/i18n/person-name.ts";
import { useTranslation } from "#app/i18n/translation.tsx";
import { projectReach } from "#app/permissions.ts";
import { ActivityList } from "../activity/activity-list.tsx";
import { ProjectCharts } from "../projects/project-charts.tsx"; // example
import { drawn, loadProjectSummary, monthsOf } from "../projects/project-summary.server.ts"; // example
import { newProject, RecentProjects } from "../projects/project-summary.tsx"; // example
import { StatusCounts } from "../projects/status-counts.tsx"; // example
import { waitingProjects } from "../projects/waiting-projects.tsx"; // example
import type { Route } from "./+types/dashboard.ts";
import { allOf } from "./all-of.ts";
import { Checklist } from "./checklist.tsx";
import { stepsFor } from "./checklist-steps.ts";
import { loadManaged } from "./load-managed.server.ts";
import { NeedsMe } from "./needs-me.tsx";

const RECENT_ACTIVITY = 8;

export async function loader(args: Route.LoaderArgs) {
  const { context } = args;
  const member = context.get(memberContext);
  const reach = projectReach(member, "view");
  const months = await monthsOf(args); // example
  const [shown, { requests, steps }] = await Promise.all([
    context.get(tenantDbContext).read((tx) =>
      allOf({
        activity: listActivityPage(tx, reach, { limit: RECENT_ACTIVITY }),
        facts: getChecklistFacts(tx, member.id),
        projects: loadProjectSummary(tx, member, months), // example
      }),
    ),
    loadManaged(context, member),
  ]);
  const { facts, activity } = shown;
  const done = steps && {
    project: shown.projects.isStarted, // example
    invite: facts.hasOthers || steps.hasInvited,
    security: steps.hasSecurity,
    domain: steps.hasDomain,
  };
  return {
    activity: activity.items,
    requests,
    steps: done && !facts.isHidden ? stepsFor(member, done) : [],
    projects: await drawn(args, shown.projects), // example
    memberName: member.firstName ?? personName(member),
    workspaceName: context.get(tenantContext).name,
  };
}

export default function Dashboard({ loaderData }: Route.ComponentProps) {
  const { t } = useTranslation();
  const { activity, requests, steps, memberName, workspaceName } = loaderData;
  return (
    <Page
      title={t("dashboard.title")}
      lead={t("dashboard.lead", { name: memberName, workspace: workspaceName })}
      action={newProject(loaderData.projects)} // example
    >
      <Checklist steps={steps} />
      <StatusCounts {...loaderData.projects} /> {/* example */}
      <div className="grid items-start gap-6 lg:grid-cols-[minmax(0,1fr)_20rem]">
        <div className="grid gap-6">
          <NeedsMe
            requests={requests}
            more={waitingProjects(loaderData.projects)} // example
          />
          <ProjectCharts summary={loaderData.projects} /> {/* example */}
          <RecentProjects summary={loaderData.projects} /> {/* example */}
        </div>
        <Card aria-labelledby="activity">
          <CardHeader id="activity" title={t("activity.recent")} aside={<AllActivity />} />
          <ActivityList entries={activity} />
        </Card>
      </div>
    </Page>
  );
}

function AllActivity() {
  const { t } = useTranslation();
  return (
    <Link to="/activity" className="rounded font-medium text-accent-text hover:underline">
      {t("activityPage.all")}
    </Link>
  );
}
