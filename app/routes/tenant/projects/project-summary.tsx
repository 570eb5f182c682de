import { FolderKanban } from "lucide-react";
import { Link } from "react-router";
import { Card, CardHeader } from "#app/components/ui/card.tsx";
import { EmptyState } from "#app/components/ui/empty-state.tsx";
import { useTranslation } from "#app/i18n/translation.tsx";
import { ActionLink } from "../actions/action-link.tsx";
import { createProjectAction } from "./project-actions.ts";
import { ProjectRows } from "./project-rows.tsx";
import type { ProjectSummary } from "./project-summary.server.ts";

/** The dashboard's action, for who may create. */
export const newProject = ({ canCreate }: ProjectSummary) => canCreate && <NewProject />;

export const NewProject = () => <ActionLink action={createProjectAction} variant="primary" />;

export function RecentProjects({ summary: { recent, canCreate } }: { summary: ProjectSummary }) {
  const { t } = useTranslation();
  if (recent.length === 0) {
    return (
      <EmptyState
        icon={FolderKanban}
        title={t("projects.dashboard.emptyTitle")}
        action={canCreate && <ActionLink action={createProjectAction} />}
      >
        {t(canCreate ? "projects.dashboard.emptyCanCreate" : "projects.dashboard.emptyAction")}
      </EmptyState>
    );
  }
  const all = (
    <Link to="/projects" className="rounded font-medium text-accent-text hover:underline">
      {t("projects.dashboard.allProjects")}
    </Link>
  );
  return (
    <Card aria-labelledby="recent-projects">
      <CardHeader id="recent-projects" title={t("projects.dashboard.recentProjects")} aside={all} />
      <ProjectRows projects={recent} />
    </Card>
  );
}
