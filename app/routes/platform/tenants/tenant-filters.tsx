import { PLACEMENT_KINDS, PLANS, TENANT_STATUSES } from "#app/db.shared.ts";
import { useTranslation } from "#app/i18n/translation.tsx";
import type { TenantSearch } from "#app/routes/platform/tenants/tenant-search.ts";
import { isFiltered } from "#app/validation/list-path.ts";
import { FilterBar, FilterSelect, FilterText } from "../../../components/ui/filter-bar.tsx";

type TenantFiltersProps = { search: TenantSearch; total: number; clusters: string[] };

export function TenantFilters({ search, total, clusters }: TenantFiltersProps) {
  const { t } = useTranslation();
  const { q, status, placement, cluster, plan, behind, ownerless, overdue, sort, dir } = search;
  return (
    <FilterBar
      action="/platform/tenants"
      search={search}
      isFiltered={isFiltered(search)}
      count={t("platform.tenants.count", { count: total })}
    >
      <FilterText
        name="q"
        label={t("list.search")}
        value={q}
        placeholder={t("platform.tenants.searchPlaceholder")}
      />
      <FilterSelect
        name="status"
        label={t("platform.tenants.state")}
        value={status}
        options={TENANT_STATUSES.map((value) => ({ value, label: t(`platform.status.${value}`) }))}
      />
      <FilterSelect
        name="placement"
        label={t("platform.tenants.placement")}
        value={placement}
        options={PLACEMENT_KINDS.map((value) => ({ value, label: t(`platform.placement.${value}`) }))}
      />
      <FilterSelect
        name="cluster"
        label={t("platform.tenants.cluster")}
        value={cluster}
        options={clusters.map((value) => ({ value, label: value }))}
      />
      <FilterSelect
        name="plan"
        label={t("platform.tenants.plan")}
        value={plan}
        options={PLANS.map((value) => ({ value, label: t(`platform.plan.${value}`) }))}
      />
      <FilterSelect
        name="behind"
        label={t("platform.tenants.version")}
        value={behind}
        options={[{ value: "1", label: t("platform.tenants.onlyBehind") }]}
      />
      <FilterSelect
        name="ownerless"
        label={t("platform.tenant.owners")}
        value={ownerless}
        options={[{ value: "1", label: t("platform.tenants.onlyOwnerless") }]}
      />
      <FilterSelect
        name="overdue"
        label={t("platform.archives.title")}
        value={overdue}
        options={[{ value: "1", label: t("platform.archives.only") }]}
      />
      {sort && <input type="hidden" name="sort" value={sort} />}
      {dir && <input type="hidden" name="dir" value={dir} />}
    </FilterBar>
  );
}
