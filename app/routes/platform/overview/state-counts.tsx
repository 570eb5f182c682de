import type { ReactNode } from "react";
import { Link } from "react-router";
import type { Overview } from "#app/db.server.ts";
import { PLACEMENT_KINDS, TENANT_STATUSES } from "#app/db.shared.ts";
import { numberFormat } from "#app/i18n/formatters.ts";
import { useTranslation } from "#app/i18n/translation.tsx";
import { listPath } from "#app/validation/search.ts";
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
        <ul className="grid grid-cols-2 gap-px overflow-hidden rounded border bg-line sm:grid-cols-4 xl:grid-cols-7">
          {TENANT_STATUSES.map((status) => (
            <Figure
              key={status}
              to={listPath("/platform/tenants", { status })}
              count={byStatus[status]}
              label={<TenantStatusBadge status={status} />}
            />
          ))}
        </ul>
      </section>
      <section aria-labelledby="by-placement" className="grid content-start gap-2">
        <h2 id="by-placement" className="font-semibold">
          {t("platform.overview.byPlacement")}
        </h2>
        <ul className="grid grid-cols-2 gap-px overflow-hidden rounded border bg-line">
          {PLACEMENT_KINDS.map((placement) => (
            <Figure
              key={placement}
              to={listPath("/platform/tenants", { placement })}
              count={byPlacement[placement]}
              label={<span className="leading-6 text-muted">{t(`platform.placement.${placement}`)}</span>}
            />
          ))}
        </ul>
      </section>
    </div>
  );
}

type FigureProps = { to: string; count: number; label: ReactNode };

function Figure({ to, count, label }: FigureProps) {
  const { i18n } = useTranslation();
  return (
    <li className="bg-surface max-xl:nth-7:col-span-2">
      <Link
        to={to}
        className="grid h-full justify-items-start gap-1 px-3 py-2.5 -outline-offset-2! hover:bg-sunken/60"
      >
        {label}
        <span className="tabular text-lg font-semibold">{numberFormat(i18n.language).format(count)}</span>
      </Link>
    </li>
  );
}
