import { Link } from "react-router";
import { RelativeTime } from "#app/components/relative-time.tsx";
import type { Project } from "#app/db.server.ts";
import { StatusBadge } from "./status-badge.tsx";

type Row = Pick<Project, "id" | "name" | "status" | "createdByName" | "updatedAt">;

/** Projects as a short list: the narrow form of the table, and the dashboard's. */
export function ProjectRows({ projects }: { projects: Row[] }) {
  return (
    <ul className="divide-y">
      {projects.map(({ id, name, status, createdByName, updatedAt }) => (
        <li key={id} className="flex items-center justify-between gap-4 px-4 py-3">
          <div className="grid min-w-0 gap-0.5">
            <Link to={`/projects/${id}`} className="truncate rounded font-medium hover:underline">
              {name}
            </Link>
            <p className="truncate text-xs text-muted">
              {createdByName} · <RelativeTime at={updatedAt} />
            </p>
          </div>
          <StatusBadge status={status} />
        </li>
      ))}
    </ul>
  );
}
