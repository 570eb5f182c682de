import { FilterBar, FilterSelect, FilterText } from "#app/components/ui/filter-bar.tsx";
import type { CategoryLabel } from "#app/db.tenant.server.ts";
import { useTranslation } from "#app/i18n/translation.tsx";
import { isFiltered } from "#app/validation/list-path.ts";
import { OWN, PROJECT_SORTS, VISIBILITIES } from "./project-choices.ts";
import type { ProjectSearch } from "./project-search.ts";
import { projectStatuses } from "./project-statuses.ts";

type ProjectFiltersProps = {
  search: ProjectSearch;
  /** What is said of how many there are. */
  count: string;
  categories: CategoryLabel[];
  /** Whose, where it is one other person's. */
  ownerName: string | undefined;
  /** The list without filters; at its own address it may begin with a view. */
  allPath: string;
};

export function ProjectFilters({ search, count, categories, ownerName, allPath }: ProjectFiltersProps) {
  const { t } = useTranslation();
  const { owner } = search;
  const owners = [
    { value: OWN, label: t("projects.mine") },
    ...(owner && owner !== OWN ? [{ value: owner, label: ownerName || t("activity.someone") }] : []),
  ];
  return (
    <FilterBar
      action="/projects"
      search={search}
      isFiltered={isFiltered(search)}
      clearTo={allPath}
      count={count}
    >
      {allPath !== "/projects" && <input type="hidden" name="all" value="yes" />}
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
      {categories.length > 0 && (
        <FilterSelect
          name="category"
          label={t("projects.category")}
          value={search.category}
          options={categories.map(({ id, name }) => ({ value: id, label: name }))}
        />
      )}
      <FilterSelect name="owner" label={t("projects.owner")} value={owner} options={owners} />
      <FilterSelect
        name="visibility"
        label={t("projects.visibility")}
        value={search.visibility}
        options={VISIBILITIES.map((value) => ({ value, label: t(`projects.visibilities.${value}`) }))}
      />
      <FilterSelect
        name="view"
        label={t("projects.view")}
        value={search.view}
        emptyLabel={t("projects.views.current")}
        options={[{ value: "archived", label: t("projects.views.archived") }]}
      />
      <FilterSelect
        name="sort"
        label={t("projects.sort")}
        value={search.sort}
        emptyLabel={t("projects.sorts.newest")}
        options={PROJECT_SORTS.map((value) => ({ value, label: t(`projects.sorts.${value}`) }))}
      />
    </FilterBar>
  );
}
