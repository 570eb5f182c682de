import { Lock } from "lucide-react";
import type { ReactNode } from "react";
import { Link } from "react-router";
import type { Project } from "#app/db.tenant.server.ts";
import { useTranslation } from "#app/i18n/translation.tsx";

type ProjectLinkProps = {
  project: Pick<Project, "id" | "name" | "isPublic">;
  /** The name, as it is to be shown. */
  children?: ReactNode;
};

/** A project's name, wherever it is listed; one that not everybody sees is marked. */
export function ProjectLink({ project, children }: ProjectLinkProps) {
  const { t } = useTranslation();
  const { id, name, isPublic } = project;
  return (
    <span className="flex min-w-0 items-center gap-1.5">
      <Link to={`/projects/${id}`} dir="auto" className="truncate rounded font-medium hover:underline">
        {children ?? name}
      </Link>
      {!isPublic && (
        <span className="shrink-0 text-muted" title={t("projects.privateMark")}>
          <Lock aria-hidden="true" size={13} />
          <span className="sr-only">{t("projects.privateMark")}</span>
        </span>
      )}
    </span>
  );
}
