import { Count, Counts } from "#app/components/counts.tsx";
import type { Project } from "#app/db.server.ts";
import { useTranslation } from "#app/i18n/translation.tsx";
import { projectStatuses } from "./project-statuses.ts";
import { StatusBadge } from "./status-badge.tsx";

/** How many projects are in each state; each count leads to its list. */
export function StatusCounts({ counts }: { counts: Record<Project["status"], number> }) {
  const { t } = useTranslation();
  return (
    <section aria-label={t("projects.dashboard.byStatus")}>
      <Counts className="sm:grid-cols-4">
        {projectStatuses.map((status) => (
          <Count
            key={status}
            to={`/projects?status=${status}`}
            count={counts[status]}
            label={<StatusBadge status={status} />}
            spoken={t("projects.count", { count: counts[status] })}
          />
        ))}
      </Counts>
    </section>
  );
}
