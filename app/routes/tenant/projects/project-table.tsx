import { RelativeTime } from "#app/components/relative-time.tsx";
import { type Column, DataTable } from "#app/components/ui/data-table.tsx";
import type { Project } from "#app/db.server.ts";
import { useTranslation } from "#app/i18n/translation.tsx";
import { ProjectLink } from "./project-link.tsx";
import { StatusBadge } from "./status-badge.tsx";

export function ProjectTable({ projects }: { projects: Project[] }) {
  const { t } = useTranslation();
  const columns: Column<Project>[] = [
    {
      id: "name",
      label: t("projects.name"),
      isWide: true,
      cell: (project) => <NameCell project={project} />,
    },
    {
      id: "status",
      label: t("projects.status"),
      cell: ({ status }) => <StatusBadge status={status} />,
    },
    {
      id: "createdBy",
      label: t("projects.createdBy"),
      cell: ({ createdByName }) => <bdi className="text-muted">{createdByName}</bdi>,
    },
    {
      id: "updatedAt",
      label: t("projects.updatedAt"),
      isNumber: true,
      cell: ({ updatedAt }) => (
        <span className="text-muted">
          <RelativeTime at={updatedAt} />
        </span>
      ),
    },
  ];
  return (
    <DataTable label={t("projects.title")} rows={projects} columns={columns} keyOf={({ id }) => id} isRoomy />
  );
}

function NameCell({ project }: { project: Project }) {
  const { categories } = project;
  return (
    <>
      <ProjectLink project={project} />
      {categories.length > 0 && (
        <p className="truncate text-xs text-muted">
          {categories.map((category) => category.name).join(", ")}
        </p>
      )}
    </>
  );
}
