import { Link } from "react-router";
import type { Project } from "#app/db.server.ts";
import { numberFormat } from "#app/i18n/formatters.ts";
import { useTranslation } from "#app/i18n/translation.tsx";
import { projectStatuses } from "#app/routes/tenant/projects/project-form-rules.ts";
import { StatusBadge } from "./status-badge.tsx";

/** How many projects are in each state; each count leads to its list. */
export function StatusCounts({ counts }: { counts: Record<Project["status"], number> }) {
  const { t, i18n } = useTranslation();
  const format = numberFormat(i18n.language);
  return (
    <section aria-label={t("projects.dashboard.byStatus")}>
      <ul className="grid grid-cols-2 gap-px overflow-hidden rounded border bg-line sm:grid-cols-4">
        {projectStatuses.map((status) => (
          <li key={status}>
            <Link
              to={`/projects?status=${status}`}
              className="grid h-full justify-items-start gap-2 bg-surface px-4 py-4 transition-colors -outline-offset-2! hover:bg-sunken/60"
            >
              <StatusBadge status={status} />
              <span aria-hidden="true" className="tabular text-xl font-semibold">
                {format.format(counts[status])}
              </span>
              <span className="sr-only">{t("projects.count", { count: counts[status] })}</span>
            </Link>
          </li>
        ))}
      </ul>
    </section>
  );
}
