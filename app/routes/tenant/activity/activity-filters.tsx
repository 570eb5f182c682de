import { FilterBar, FilterSelect, FilterText } from "#app/components/ui/filter-bar.tsx";
import { useTranslation } from "#app/i18n/translation.tsx";
import { isFiltered } from "#app/validation/list-path.ts";
import type { ActivityKind } from "./activity-kinds.ts";
import type { ActivitySearch } from "./activity-rules.ts";

type ActivityFiltersProps = { action: string; search: ActivitySearch; kinds: ActivityKind[] };

export function ActivityFilters({ action, search, kinds }: ActivityFiltersProps) {
  const { t } = useTranslation();
  return (
    <FilterBar action={action} search={search} isFiltered={isFiltered(search)}>
      <FilterText
        name="actor"
        label={t("activityPage.actor")}
        value={search.actor}
        placeholder={t("activityPage.actorHint")}
      />
      <FilterText
        name="project"
        label={t("activityPage.project")}
        value={search.project}
        placeholder={t("activityPage.projectHint")}
      />
      <FilterSelect name="action" label={t("activityPage.action")} value={search.action} options={kinds} />
      <FilterText name="from" type="date" label={t("activityPage.from")} value={search.from} />
      <FilterText name="to" type="date" label={t("activityPage.to")} value={search.to} />
    </FilterBar>
  );
}
