import { FilterBar, FilterSelect, FilterText } from "#app/components/ui/filter-bar.tsx";
import { ROLES } from "#app/db.shared.ts";
import { useTranslation } from "#app/i18n/translation.tsx";
import { isFiltered } from "#app/validation/list-path.ts";
import type { MemberSearch } from "./member-search.ts";
import { MEMBER_STATES } from "./member-state.ts";

export function MemberFilters({ search, count }: { search: MemberSearch; count: number }) {
  const { t } = useTranslation();
  return (
    <FilterBar
      action="/members"
      search={search}
      isFiltered={isFiltered(search)}
      count={t("members.count", { count })}
    >
      <FilterText
        name="q"
        label={t("members.search")}
        value={search.q}
        placeholder={t("members.searchPlaceholder")}
      />
      <FilterSelect
        name="role"
        label={t("members.role")}
        value={search.role}
        options={ROLES.map((value) => ({ value, label: t(`roles.${value}`) }))}
      />
      <FilterSelect
        name="state"
        label={t("members.state")}
        value={search.state}
        emptyLabel={t("members.states.active")}
        options={MEMBER_STATES.map((value) => ({ value, label: t(`members.states.${value}`) }))}
      />
    </FilterBar>
  );
}
