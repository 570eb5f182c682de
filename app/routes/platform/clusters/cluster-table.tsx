import { Link } from "react-router";
import type { ClusterCapacity } from "#app/db.server.ts";
import { numberFormat } from "#app/i18n/formatters.ts";
import { useTranslation } from "#app/i18n/translation.tsx";
import { listPath } from "#app/validation/list-path.ts";
import { type Column, DataTable } from "../../../components/ui/data-table.tsx";
import { ClusterStatusBadge } from "../parts/badges.tsx";
import { Bar } from "./bar.tsx";

export function ClusterTable({ clusters }: { clusters: ClusterCapacity[] }) {
  const { t, i18n } = useTranslation();
  const number = numberFormat(i18n.language);
  const columns: Column<ClusterCapacity>[] = [
    {
      id: "name",
      label: t("platform.clusters.name"),
      cell: ({ name }) => (
        <Link
          to={listPath("/platform/tenants", { cluster: name })}
          className="rounded-sm font-medium hover:underline"
        >
          {name}
        </Link>
      ),
    },
    { id: "region", label: t("platform.clusters.region"), cell: ({ region }) => region },
    {
      id: "status",
      label: t("platform.clusters.state"),
      cell: ({ status }) => <ClusterStatusBadge status={status} />,
    },
    {
      id: "tenants",
      label: t("platform.clusters.tenants"),
      isNumber: true,
      cell: ({ tenants, spares }) => number.format(tenants - spares),
    },
    {
      id: "spares",
      label: t("platform.clusters.spares"),
      isNumber: true,
      cell: ({ spares }) => number.format(spares),
    },
    {
      id: "max",
      label: t("platform.clusters.max"),
      isNumber: true,
      cell: ({ maxTenants }) => number.format(maxTenants),
    },
    {
      id: "tables",
      label: t("platform.clusters.tables"),
      isNumber: true,
      isExtra: true,
      cell: ({ tables, maxTables }) => (
        <span title={t("platform.clusters.tablesOf", { number: number.format(maxTables) })}>
          {number.format(tables)}
        </span>
      ),
    },
    {
      id: "room",
      label: t("platform.clusters.room"),
      isWide: true,
      cell: (cluster) => <Room cluster={cluster} />,
    },
  ];
  return (
    <DataTable
      label={t("platform.clusters.title")}
      rows={clusters}
      columns={columns}
      keyOf={({ name }) => name}
    />
  );
}

function Room({ cluster: { share, isNearlyFull, free } }: { cluster: ClusterCapacity }) {
  const { t, i18n } = useTranslation();
  return (
    <span className="flex items-center gap-3">
      <Bar part={share} whole={1} tone={isNearlyFull ? "warning" : "accent"} />
      <span className="w-24 shrink-0 text-muted lg:text-right">
        {t("platform.clusters.roomLeft", { number: numberFormat(i18n.language).format(free) })}
      </span>
    </span>
  );
}
