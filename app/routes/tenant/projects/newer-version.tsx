import { RelativeTime } from "#app/components/relative-time.tsx";
import { Alert } from "#app/components/ui/alert.tsx";
import { Card, CardHeader } from "#app/components/ui/card.tsx";
import type { Category, Project } from "#app/db.server.ts";
import { useTranslation } from "#app/i18n/translation.tsx";
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
      <Card aria-labelledby="newer">
        <CardHeader id="newer" title={t("projects.newer.title")} />
        <table className="data-table">
          <thead>
            <tr>
              <th scope="col">{t("projects.newer.field")}</th>
              <th scope="col">{t("projects.newer.theirs")}</th>
              <th scope="col">{t("projects.newer.yours")}</th>
            </tr>
          </thead>
          <tbody>
            {rows.map(({ field, theirs, yours }) => (
              <tr key={field}>
                <td data-label={t("projects.newer.field")}>
                  <div>{t(`projects.${field}`)}</div>
                </td>
                <td data-label={t("projects.newer.theirs")}>
                  <div dir="auto" className="whitespace-pre-wrap wrap-anywhere">
                    {theirs}
                  </div>
                </td>
                <td data-label={t("projects.newer.yours")}>
                  <div dir="auto" className="whitespace-pre-wrap wrap-anywhere">
                    {yours}
                  </div>
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </Card>
    </section>
  );
}
