import { RelativeTime } from "#app/components/relative-time.tsx";
import { Alert } from "#app/components/ui/alert.tsx";
import type { Category, Project } from "#app/db.tenant.server.ts";
import { useTranslation } from "#app/i18n/translation.tsx";
import { BothVersions } from "./both-versions.tsx";
import { differences } from "./differences.ts";

type NewerVersionProps = {
  project: Project;
  /** Who changed it last. */
  by: string | undefined;
  categories: Category[];
  /** As it was typed. */
  typed: unknown;
};

/** Somebody else was faster: both versions, before one of them is lost. */
export function NewerVersion({ project, by, categories, typed }: NewerVersionProps) {
  const { t } = useTranslation();
  const rows = differences(project, typed, categories, {
    isPublic: (value) => t(value ? "projects.public" : "projects.private"),
    status: (value) => t(`status.${value}`),
    none: t("projects.noCategories"),
  });
  return (
    <section aria-label={t("projects.newer.title")} className="grid gap-4">
      <Alert tone="warning">
        {t("projects.newer.lead", { name: by || t("activity.someone") })}{" "}
        <RelativeTime at={project.updatedAt} />. {t("projects.newer.advice")}
      </Alert>
      <BothVersions
        rows={rows.map(({ field, theirs, yours }) => ({ label: t(`projects.${field}`), theirs, yours }))}
      />
    </section>
  );
}
