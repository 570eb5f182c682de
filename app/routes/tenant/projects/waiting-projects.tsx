import { useTranslation } from "#app/i18n/translation.tsx";
import { ProjectRows } from "./project-rows.tsx";
import type { ProjectSummary } from "./project-summary.server.ts";

/** Nothing where none waits. */
export const waitingProjects = ({ waiting }: ProjectSummary) =>
  waiting.length > 0 && <WaitingProjects projects={waiting} />;

function WaitingProjects({ projects }: { projects: ProjectSummary["waiting"] }) {
  const { t } = useTranslation();
  return (
    <section aria-labelledby="waiting-projects">
      <h3 id="waiting-projects" className="px-4 pt-3 text-xs font-medium text-muted">
        {t("projects.dashboard.waiting")}
      </h3>
      <ProjectRows projects={projects} />
    </section>
  );
}
