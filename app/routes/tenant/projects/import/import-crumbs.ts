import type { TFunction } from "i18next";

/** Above each step of an import; the steps after the first lead back to it. */
export const importCrumbs = (t: TFunction, isBegun = false) => [
  { to: "/projects", label: t("projects.title") },
  ...(isBegun ? [{ to: "/projects/import", label: t("projectFiles.import.title") }] : []),
];
