import { Link } from "react-router";
import { RelativeTime } from "#app/components/relative-time.tsx";
import { Cell, HeadCell, Row, Table } from "#app/components/ui/table.tsx";
import type { Project } from "#app/db.server.ts";
import { useTranslation } from "#app/i18n/translation.tsx";
import { StatusBadge } from "./status-badge.tsx";

/** Projects on wide screens. */
export function ProjectTable({ projects }: { projects: Project[] }) {
  const { t } = useTranslation();
  return (
    <Table>
      <thead>
        <tr>
          <HeadCell>{t("projects.name")}</HeadCell>
          <HeadCell className="w-36">{t("projects.status")}</HeadCell>
          <HeadCell className="w-52">{t("projects.createdBy")}</HeadCell>
          <HeadCell className="w-40 text-right">{t("projects.updatedAt")}</HeadCell>
        </tr>
      </thead>
      <tbody>
        {projects.map((project) => (
          <Row key={project.id}>
            <Cell className="max-w-0">
              <Link
                to={`/projects/${project.id}`}
                className="block truncate rounded font-medium hover:underline"
              >
                {project.name}
              </Link>
              {project.categories.length > 0 && (
                <p className="truncate text-xs text-muted">
                  {project.categories.map(({ name }) => name).join(", ")}
                </p>
              )}
            </Cell>
            <Cell>
              <StatusBadge status={project.status} />
            </Cell>
            <Cell className="max-w-52 truncate text-muted">{project.createdByName}</Cell>
            <Cell className="text-right text-muted">
              <RelativeTime at={project.updatedAt} />
            </Cell>
          </Row>
        ))}
      </tbody>
    </Table>
  );
}
