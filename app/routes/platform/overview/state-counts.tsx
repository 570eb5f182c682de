import { Count, Counts } from "#app/components/counts.tsx";
import type { Overview } from "#app/db.server.ts";
import { PLACEMENT_KINDS, TENANT_STATUSES } from "#app/db.shared.ts";
import { useTranslation } from "#app/i18n/translation.tsx";
import { listPath } from "#app/validation/list-path.ts";
import { TenantStatusBadge } from "../parts/badges.tsx";

type StateCountsProps = Pick<Overview, "byStatus" | "byPlacement">;

/** How many tenants are in each state and of each placement; each figure leads to its list. */
export function StateCounts({ byStatus, byPlacement }: StateCountsProps) {
  const { t } = useTranslation();
  return (
    <div className="grid gap-4 2xl:grid-cols-[minmax(0,7fr)_minmax(0,2fr)]">
      <section aria-labelledby="by-state" className="grid content-start gap-2">
        <h2 id="by-state" className="font-semibold">
          {t("platform.overview.byState")}
        </h2>
        <Counts className="sm:grid-cols-4 xl:grid-cols-8">
          {TENANT_STATUSES.map((status) => (
            <Count
              key={status}
              to={listPath("/platform/tenants", { status })}
              count={byStatus[status]}
              label={<TenantStatusBadge status={status} />}
            />
          ))}
        </Counts>
      </section>
      <section aria-labelledby="by-placement" className="grid content-start gap-2">
        <h2 id="by-placement" className="font-semibold">
          {t("platform.overview.byPlacement")}
        </h2>
        <Counts>
          {PLACEMENT_KINDS.map((placement) => (
            <Count
              key={placement}
              to={listPath("/platform/tenants", { placement })}
              count={byPlacement[placement]}
              label={<span className="leading-6 text-muted">{t(`platform.placement.${placement}`)}</span>}
            />
          ))}
        </Counts>
      </section>
    </div>
  );
}
