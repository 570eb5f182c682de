import { Count, Counts } from "#app/components/counts.tsx";
import type { Project } from "#app/db.tenant.server.ts";
import { useTranslation } from "#app/i18n/translation.tsx";
import { projectStatuses } from "./project-statuses.ts";
import { StatusBadge } from "./status-badge.tsx";
import { useProjectCount } from "./use-project-count.ts";

type StatusCountsProps = {
  counts: Record<Project["status"], number>;
  /** Counted no further. */
  most: number;
};

/** How many projects are in each state; each count leads to its list. */
export function StatusCounts({ counts, most }: StatusCountsProps) {
  const { t } = useTranslation();
  return (
    <section aria-label={t("projects.dashboard.byStatus")}>
      <Counts className="sm:grid-cols-4">
        {projectStatuses.map((status) => (
          <StatusCount key={status} status={status} count={counts[status]} most={most} />
        ))}
      </Counts>
    </section>
  );
}

function StatusCount({ status, count, most }: { status: Project["status"]; count: number; most: number }) {
  return (
    <Count
      to={`/projects?status=${status}`}
      count={count}
      most={most}
      label={<StatusBadge status={status} />}
      spoken={useProjectCount(count, most)}
    />
  );
}
