import { Fragment } from "react";
import { Link } from "react-router";
import { RelativeTime } from "#app/components/relative-time.tsx";
import { Fact, Facts } from "#app/components/ui/facts.tsx";
import type { Project } from "#app/db.tenant.server.ts";
import { useTranslation } from "#app/i18n/translation.tsx";
import { ChangeInPlace } from "./change-in-place.tsx";
import { CategoriesInPlace } from "./in-place/categories-in-place.tsx";
import type { ChoicesInPlace } from "./in-place/choices-in-place.server.ts";
import { OwnerInPlace } from "./in-place/owner-in-place.tsx";
import { projectStatuses } from "./project-statuses.ts";
import { StatusBadge } from "./status-badge.tsx";

type ProjectFactsProps = {
  project: Project;
  /** Status, visibility, owner and categories can be changed here. */
  canEdit: boolean;
  choices: ChoicesInPlace;
};

export function ProjectFacts({ project, canEdit, choices }: ProjectFactsProps) {
  const { t } = useTranslation();
  const { id, status, isPublic } = project;
  const categories = project.categories.map((category, at) => (
    <Fragment key={category.id}>
      {at > 0 && ", "}
      <bdi>{category.name}</bdi>
    </Fragment>
  ));
  return (
    <Facts id="facts" title={t("projects.facts")}>
      <Fact term={t("projects.status")}>
        {canEdit ? (
          <ChangeInPlace
            id={id}
            label={t("projects.status")}
            now={{ kind: "status", status, from: status }}
            choices={projectStatuses.map((value) => ({
              change: { kind: "status", status: value, from: status },
              label: t(`status.${value}`),
            }))}
          />
        ) : (
          <StatusBadge status={status} />
        )}
      </Fact>
      <Fact term={t("projects.visibility")}>
        {canEdit ? (
          <ChangeInPlace
            id={id}
            label={t("projects.visibility")}
            now={{ kind: "visibility", isPublic }}
            choices={[true, false].map((value) => ({
              change: { kind: "visibility", isPublic: value },
              label: t(`projects.visibilityOfOne.${value ? "public" : "private"}`),
            }))}
          />
        ) : (
          t(isPublic ? "projects.public" : "projects.private")
        )}
      </Fact>
      <Fact term={t("projects.categories")}>
        {categories.length > 0 ? categories : t("projects.noCategories")}
        {canEdit && (
          <CategoriesInPlace
            id={id}
            now={project.categories}
            choices={choices.categories}
            back={`/projects/${id}`}
          />
        )}
      </Fact>
      <Fact term={t("projects.owner")}>
        {canEdit && choices.owners.length > 0 ? (
          <OwnerInPlace
            project={project}
            choices={choices.owners}
            // Who gives a private one away may not see it any more.
            back={isPublic ? `/projects/${id}` : "/projects"}
          />
        ) : (
          <bdi>{project.createdByName || t("activity.someone")}</bdi>
        )}
        {canEdit && choices.owners.length === 0 && (
          <Link to={`/projects/${id}/owner`} className="ml-2 rounded underline underline-offset-2">
            {t("projects.changeOwner")}
          </Link>
        )}
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
