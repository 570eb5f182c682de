import { SlidersHorizontal } from "lucide-react";
import { Link } from "react-router";
import { IconDrawing, RepeatedIcon } from "#app/components/ui/repeated-icon.tsx";
import type { ListedProject } from "#app/db.tenant.server.ts";
import { useTranslation } from "#app/i18n/translation.tsx";
import { listPath } from "#app/validation/list-path.ts";
import type { ProjectSearch } from "../project-search.ts";
import type { ChoicesInPlace } from "./choices-in-place.server.ts";
import { RowInPlace } from "./row-in-place.tsx";

const OPEN_ROW = "open-row";

/** Once on a page with `OpenRowLink`s. */
export const OpenRowDrawing = () => <IconDrawing name={OPEN_ROW} icon={SlidersHorizontal} />;

type OpenRowLinkProps = { id: string; describedBy: string; search: ProjectSearch };

/** Opens a row of the list, to change its facts where it stands. */
export function OpenRowLink({ id, describedBy, search }: OpenRowLinkProps) {
  const { t } = useTranslation();
  return (
    <Link
      to={`${listPath("/projects", { ...search, row: id })}#row`}
      title={t("projectsInPlace.change")}
      aria-describedby={describedBy}
      className="row-tool"
    >
      <RepeatedIcon name={OPEN_ROW} size={14} />
    </Link>
  );
}

type OpenRowProps = {
  projects: (ListedProject & { canChange: boolean })[];
  search: ProjectSearch;
  choices: ChoicesInPlace;
};

/** The row that the address names, where it is on this page and theirs to change. */
export function OpenRow({ projects, search, choices }: OpenRowProps) {
  const project = projects.find(({ id, canChange }) => canChange && id === search.row);
  if (!project) return null;
  return (
    <RowInPlace
      project={project}
      choices={choices}
      back={listPath("/projects", search)}
      closeTo={listPath("/projects", { ...search, row: undefined })}
    />
  );
}
