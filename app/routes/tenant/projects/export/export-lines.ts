/** Pure: projects as lines of a file, in the words of the person who asked. */
import type { TFunction } from "i18next";
import { type BaseCategory, type ExportedProject, nameCategories } from "#app/db.tenant.server.ts";
import { csvLine, type Separator } from "#app/http/csv.ts";

/** Between several categories in one cell. */
const BETWEEN_CATEGORIES = "; ";

/** Where a comma is in numbers, spreadsheets expect another sign between cells. */
const separatorOf = (language: string): Separator => (language === "es" ? ";" : ",");

/** `base`: the shared categories in the same language. */
type Words = { t: TFunction; language: string; base: BaseCategory[]; origin: string };

export function exportLines({ t, language, base, origin }: Words) {
  const separator = separatorOf(language);
  const header = [
    ...[t("projects.name"), t("projects.description"), t("projects.status"), t("projects.visibility")],
    ...[t("projects.categories"), t("projects.owner"), t("projects.createdAt"), t("projects.updatedAt")],
    ...[t("projectFiles.archivedAt"), t("projectFiles.address")],
  ];
  return {
    header: () => csvLine(header, separator),
    line: (project: ExportedProject) =>
      csvLine(
        [
          project.name,
          project.description,
          t(`status.${project.status}`),
          t(`projects.visibilityOfOne.${project.isPublic ? "public" : "private"}`),
          nameCategories(project.categories, base)
            .map(({ name }) => name)
            .join(BETWEEN_CATEGORIES),
          project.createdByName,
          project.createdAt.toISOString(),
          project.updatedAt.toISOString(),
          project.archivedAt?.toISOString() ?? "",
          `${origin}/projects/${project.id}`,
        ],
        separator,
      ),
  };
}
