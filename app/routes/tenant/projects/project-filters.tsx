import { FilterBar, FilterSelect, FilterText } from "#app/components/ui/filter-bar.tsx";
import { useTranslation } from "#app/i18n/translation.tsx";
import { isFiltered } from "#app/validation/list-path.ts";
import type { ProjectSearch } from "./project-search.ts";
import { projectStatuses } from "./project-statuses.ts";

export function ProjectFilters({ search, count }: { search: ProjectSearch; count: number }) {
  const { t } = useTranslation();
  return (
    <FilterBar
      action="/projects"
      search={search}
      isFiltered={isFiltered(search)}
      count={t("projects.count", { count })}
    >
      <FilterText
        name="q"
        label={t("projects.search")}
        value={search.q}
        placeholder={t("projects.searchPlaceholder")}
      />
      <FilterSelect
        name="status"
        label={t("projects.status")}
        value={search.status}
        options={projectStatuses.map((value) => ({ value, label: t(`status.${value}`) }))}
      />
    </FilterBar>
  );
}
