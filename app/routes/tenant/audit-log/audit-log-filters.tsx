import { FilterBar, FilterSelect, FilterText } from "#app/components/ui/filter-bar.tsx";
import { AUDIT_GROUPS } from "#app/db.shared.ts";
import { useTranslation } from "#app/i18n/translation.tsx";
import { isFiltered } from "#app/validation/list-path.ts";
import type { AuditLogSearch } from "./audit-log-rules.ts";

type AuditLogFiltersProps = { action: string; search: AuditLogSearch };

export function AuditLogFilters({ action, search }: AuditLogFiltersProps) {
  const { t } = useTranslation();
  return (
    <FilterBar action={action} search={search} isFiltered={isFiltered(search)}>
      <FilterText
        name="actor"
        label={t("auditLog.who")}
        value={search.actor}
        placeholder={t("auditLog.whoHint")}
      />
      <FilterSelect
        name="group"
        label={t("auditLog.what")}
        value={search.group}
        options={AUDIT_GROUPS.map((value) => ({ value, label: t(`auditLog.groups.${value}`) }))}
      />
      <FilterText name="from" type="date" label={t("activityPage.from")} value={search.from} />
      <FilterText name="to" type="date" label={t("activityPage.to")} value={search.to} />
    </FilterBar>
  );
}
