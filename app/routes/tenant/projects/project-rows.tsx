import { RelativeTime } from "#app/components/relative-time.tsx";
import type { ProjectBrief } from "#app/db.tenant.server.ts";
import { ProjectLink } from "./project-link.tsx";
import { StatusBadge } from "./status-badge.tsx";

/** Projects as a short list: the narrow form of the table, and the dashboard's. */
export function ProjectRows({ projects }: { projects: ProjectBrief[] }) {
  return (
    <ul className="divide-y">
      {projects.map((project) => (
        <li key={project.id} className="flex items-center justify-between gap-4 px-4 py-3">
          <div className="grid min-w-0 gap-0.5">
            <ProjectLink project={project} />
            <p className="truncate text-xs text-muted">
              <bdi>{project.createdByName}</bdi> · <RelativeTime at={project.updatedAt} />
            </p>
          </div>
          <StatusBadge status={project.status} />
        </li>
      ))}
    </ul>
  );
}
