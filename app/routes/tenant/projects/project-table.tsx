import { Link } from "react-router";
import { RelativeTime } from "#app/components/relative-time.tsx";
import { type Column, DataTable } from "#app/components/ui/data-table.tsx";
import type { ListedProject } from "#app/db.tenant.server.ts";
import { useTranslation } from "#app/i18n/translation.tsx";
import { listPath } from "#app/validation/list-path.ts";
import { Excerpt, Highlighted } from "./highlighted.tsx";
import { OpenRowDrawing, OpenRowLink } from "./in-place/open-row.tsx";
import { ProjectLink } from "./project-link.tsx";
import type { ProjectSearch } from "./project-search.ts";
import { StatusBadge } from "./status-badge.tsx";

/** Also whether the member may change it, which the list asks of each. */
type TableProject = ListedProject & { canChange: boolean };

type ProjectTableProps = { projects: TableProject[]; search: ProjectSearch };

export function ProjectTable({ projects, search }: ProjectTableProps) {
  const { t } = useTranslation();
  const columns: Column<TableProject>[] = [
    {
      id: "name",
      label: t("projects.name"),
      isWide: true,
      cell: (project) => <NameCell project={project} search={search} />,
    },
    {
      id: "status",
      label: t("projects.status"),
      cell: ({ status }) => <StatusBadge status={status} />,
    },
    {
      id: "owner",
      label: t("projects.owner"),
      cell: ({ createdBy, createdByName }) => (
        <Link
          to={listPath("/projects", { ...search, cursor: undefined, owner: createdBy })}
          title={t("projects.allOf", { name: createdByName })}
          className="quiet-link"
        >
          <bdi>{createdByName || t("activity.someone")}</bdi>
        </Link>
      ),
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
    <>
      <OpenRowDrawing />
      <DataTable
        label={t("projects.title")}
        rows={projects}
        columns={columns}
        keyOf={({ id }) => id}
        isRoomy
      />
    </>
  );
}

function NameCell({ project, search }: { project: TableProject; search: ProjectSearch }) {
  const { t } = useTranslation();
  const { categories, canChange, id, name, description } = project;
  return (
    <div className="flex min-w-0 items-start gap-3">
      {canChange && (
        <input
          type="checkbox"
          name="project"
          value={id}
          data-edit={`/projects/${id}/edit`}
          aria-label={t("projects.choose", { name })}
          className="mt-0.5 size-4 shrink-0 accent-accent"
        />
      )}
      <div className="min-w-0">
        <div id={`name-${id}`}>
          <ProjectLink project={project}>
            <Highlighted text={name} search={search.q} />
          </ProjectLink>
        </div>
        {categories.length > 0 && (
          <p className="truncate text-xs text-muted">
            {categories.map((category) => category.name).join(", ")}
          </p>
        )}
        <Excerpt text={description} search={search.q} />
      </div>
      {canChange && <OpenRowLink id={id} describedBy={`name-${id}`} search={search} />}
    </div>
  );
}
