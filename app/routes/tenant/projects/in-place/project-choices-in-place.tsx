import type { ReactNode } from "react";
import { Link } from "react-router";
import type { ListedProject } from "#app/db.tenant.server.ts";
import { useTranslation } from "#app/i18n/translation.tsx";
import { ChangeInPlace } from "../change-in-place.tsx";
import { projectStatuses } from "../project-statuses.ts";
import { CategoriesInPlace } from "./categories-in-place.tsx";
import type { ChoicesInPlace } from "./choices-in-place.server.ts";
import { OwnerInPlace } from "./owner-in-place.tsx";

type ProjectChoicesProps = { project: ListedProject; choices: ChoicesInPlace; back: string };

/** Status, visibility, owner and categories, each as a choice of its own. */
export function ProjectChoices({ project, choices, back }: ProjectChoicesProps) {
  const { t } = useTranslation();
  const { id, status, isPublic, categories } = project;
  return (
    <>
      <Choice term={t("projects.status")}>
        <ChangeInPlace
          id={id}
          label={t("projects.status")}
          now={{ kind: "status", status, from: status }}
          choices={projectStatuses.map((value) => ({
            change: { kind: "status", status: value, from: status },
            label: t(`status.${value}`),
          }))}
          back={back}
        />
      </Choice>
      <Choice term={t("projects.visibility")}>
        <ChangeInPlace
          id={id}
          label={t("projects.visibility")}
          now={{ kind: "visibility", isPublic }}
          choices={[true, false].map((value) => ({
            change: { kind: "visibility", isPublic: value },
            label: t(`projects.visibilityOfOne.${value ? "public" : "private"}`),
          }))}
          back={back}
        />
      </Choice>
      <Choice term={t("projects.owner")}>
        {choices.owners.length > 0 ? (
          <OwnerInPlace project={project} choices={choices.owners} back={back} />
        ) : (
          <Link to={`/projects/${id}/owner`} className="rounded underline underline-offset-2">
            {t("projects.changeOwner")}
          </Link>
        )}
      </Choice>
      <Choice term={t("projects.categories")}>
        {categories.length > 0 ? categories.map(({ name }) => name).join(", ") : t("projects.noCategories")}
        <CategoriesInPlace id={id} now={categories} choices={choices.categories} back={back} />
      </Choice>
    </>
  );
}

function Choice({ term, children }: { term: string; children: ReactNode }) {
  return (
    <div className="grid min-w-0 content-start gap-1">
      <dt className="text-xs text-muted">{term}</dt>
      <dd className="min-w-0 wrap-anywhere">{children}</dd>
    </div>
  );
}
