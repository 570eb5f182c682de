import { Link } from "react-router";
import { Badge } from "#app/components/ui/badge.tsx";
import { type Column, DataTable } from "#app/components/ui/data-table.tsx";
import type { SharedCategory } from "#app/db.server.ts";
import { fallbackLanguage, LANGUAGE_NAMES, languages } from "#app/i18n/i18n.ts";
import { useTranslation } from "#app/i18n/translation.tsx";
import { baseCategoryPath } from "./base-category-path.ts";

/** In the order in which workspaces are offered them; those that are not offered any more last. */
export function BaseCategoryTable({ categories }: { categories: SharedCategory[] }) {
  const { t } = useTranslation();
  const others = languages.filter((language) => language !== fallbackLanguage);
  const columns: Column<SharedCategory>[] = [
    {
      id: "name",
      label: LANGUAGE_NAMES[fallbackLanguage],
      cell: ({ id, name }) => (
        <Link to={baseCategoryPath(id)} className="font-medium hover:underline">
          {name}
        </Link>
      ),
    },
    ...others.map((language) => ({
      id: language,
      label: LANGUAGE_NAMES[language],
      cell: ({ translations }: SharedCategory) => <span lang={language}>{translations[language]}</span>,
    })),
    {
      id: "state",
      label: t("platform.categories.state"),
      cell: ({ isActive }) => (
        <Badge tone={isActive ? "success" : "neutral"}>
          {t(isActive ? "platform.categories.offered" : "platform.categories.retired")}
        </Badge>
      ),
    },
  ];
  const rows = [...categories.filter((row) => row.isActive), ...categories.filter((row) => !row.isActive)];
  return (
    <DataTable label={t("platform.categories.title")} rows={rows} columns={columns} keyOf={({ id }) => id} />
  );
}
