import type { ReactNode } from "react";
import { Form } from "react-router";
import { SubmitButton } from "#app/components/ui/button.tsx";
import { Select } from "#app/components/ui/select.tsx";
import type { CategoryLabel, ProjectChange } from "#app/db.tenant.server.ts";
import { useTranslation } from "#app/i18n/translation.tsx";
import { changeText } from "./project-change.ts";
import { projectStatuses } from "./project-statuses.ts";

type ChangeBarProps = {
  /** Where the page is that this stands on, to come back to. */
  back: string;
  isArchived: boolean;
  categories: CategoryLabel[];
  children: ReactNode;
};

/** Around a list with a checkbox a project: those that are ticked are changed at once. */
export function ChangeBar({ back, isArchived, categories, children }: ChangeBarProps) {
  const { t } = useTranslation();
  const option = (change: ProjectChange, label: string) => {
    const value = changeText(change);
    return (
      <option key={value} value={value}>
        {label}
      </option>
    );
  };
  return (
    <Form method="post" action="/projects/changes" className="grid gap-3">
      <input type="hidden" name="back" value={back} />
      {children}
      <div className="flex flex-wrap items-center gap-2">
        <label htmlFor="change" className="text-muted">
          {t("projects.changes.label")}
        </label>
        <Select id="change" name="change" required isSmall defaultValue="">
          <option value="" disabled>
            {t("projects.changes.choose")}
          </option>
          <optgroup label={t("projects.status")}>
            {projectStatuses.map((status) => option({ kind: "status", status }, t(`status.${status}`)))}
          </optgroup>
          <optgroup label={t("projects.visibility")}>
            {option({ kind: "visibility", isPublic: true }, t("projects.visibilities.public"))}
            {option({ kind: "visibility", isPublic: false }, t("projects.visibilities.private"))}
          </optgroup>
          {categories.length > 0 && (
            <optgroup label={t("projects.changes.addCategory")}>
              {categories.map(({ id, name }) =>
                option({ kind: "category", categoryId: id, isIn: true }, name),
              )}
            </optgroup>
          )}
          <optgroup label={t("projects.changes.putAway")}>
            {isArchived
              ? option({ kind: "unarchive" }, t("projects.unarchive"))
              : option({ kind: "archive" }, t("projects.archive"))}
            {option({ kind: "delete" }, t("projects.toTrash"))}
          </optgroup>
        </Select>
        <SubmitButton variant="secondary" size="sm" pendingLabel={t("projects.changes.applying")}>
          {t("projects.changes.apply")}
        </SubmitButton>
      </div>
    </Form>
  );
}
