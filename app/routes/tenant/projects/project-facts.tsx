import { Fragment } from "react";
import { RelativeTime } from "#app/components/relative-time.tsx";
import { Fact, Facts } from "#app/components/ui/facts.tsx";
import type { Project } from "#app/db.server.ts";
import { useTranslation } from "#app/i18n/translation.tsx";
import { StatusBadge } from "./status-badge.tsx";

export function ProjectFacts({ project }: { project: Project }) {
  const { t } = useTranslation();
  const categories = project.categories.map(({ id, name }, at) => (
    <Fragment key={id}>
      {at > 0 && ", "}
      <bdi>{name}</bdi>
    </Fragment>
  ));
  return (
    <Facts id="facts" title={t("projects.facts")}>
      <Fact term={t("projects.status")}>
        <StatusBadge status={project.status} />
      </Fact>
      <Fact term={t("projects.visibility")}>
        {t(project.isPublic ? "projects.public" : "projects.private")}
      </Fact>
      <Fact term={t("projects.categories")}>
        {categories.length > 0 ? categories : t("projects.noCategories")}
      </Fact>
      <Fact term={t("projects.createdBy")}>
        <bdi>{project.createdByName}</bdi>
      </Fact>
      <Fact term={t("projects.createdAt")}>
        <RelativeTime at={project.createdAt} />
      </Fact>
      <Fact term={t("projects.updatedAt")}>
        <RelativeTime at={project.updatedAt} />
      </Fact>
    </Facts>
  );
}
