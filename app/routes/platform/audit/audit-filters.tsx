import { useTranslation } from "#app/i18n/translation.tsx";
import type { AuditSearch } from "#app/routes/platform/audit/audit-search.ts";
import { isFiltered } from "#app/validation/list-path.ts";
import { FilterBar, FilterSelect, FilterText } from "../../../components/ui/filter-bar.tsx";

export function AuditFilters({ search, actions }: { search: AuditSearch; actions: string[] }) {
  const { t } = useTranslation();
  return (
    <FilterBar action="/platform/audit" search={search} isFiltered={isFiltered(search)}>
      <FilterText
        name="tenant"
        label={t("platform.audit.tenant")}
        value={search.tenant}
        placeholder={t("platform.audit.tenantHint")}
      />
      <FilterText
        name="actor"
        label={t("platform.audit.actor")}
        value={search.actor}
        placeholder={t("platform.audit.actorHint")}
      />
      <FilterSelect
        name="action"
        label={t("platform.audit.action")}
        value={search.action}
        options={actions.map((value) => ({ value, label: value }))}
      />
      <FilterText name="from" type="date" label={t("platform.audit.from")} value={search.from} />
      <FilterText name="to" type="date" label={t("platform.audit.to")} value={search.to} />
    </FilterBar>
  );
}
