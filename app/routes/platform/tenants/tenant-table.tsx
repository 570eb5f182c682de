import { Link } from "react-router";
import { RelativeTime } from "#app/components/relative-time.tsx";
import type { TenantSort, TenantSummary } from "#app/db.server.ts";
import { useTranslation } from "#app/i18n/translation.tsx";
import type { TenantSearch } from "#app/routes/platform/tenants/tenant-search.ts";
import { listPath } from "#app/validation/list-path.ts";
import { type Column, DataTable, type SortLink } from "../../../components/ui/data-table.tsx";
import { BehindBadge, SharedEnterpriseBadge, TenantStatusBadge } from "../parts/badges.tsx";
import { Copyable } from "../parts/copyable.tsx";

const ID_TAIL = 8;

export function TenantTable({ tenants, search }: { tenants: TenantSummary[]; search: TenantSearch }) {
  const { t } = useTranslation();
  const columns: Column<TenantSummary>[] = [
    {
      id: "slug",
      label: t("platform.tenants.slug"),
      sort: sortLink(search, "slug"),
      cell: ({ id, slug }) => (
        <Link to={`/platform/tenants/${id}`} className="rounded-sm font-medium hover:underline">
          {slug}
        </Link>
      ),
    },
    {
      id: "name",
      label: t("platform.tenants.name"),
      isWide: true,
      sort: sortLink(search, "name"),
      cell: ({ name }) => (
        <span title={name} dir="auto">
          {name}
        </span>
      ),
    },
    {
      id: "status",
      label: t("platform.tenants.state"),
      sort: sortLink(search, "status"),
      cell: ({ status }) => <TenantStatusBadge status={status} />,
    },
    {
      id: "placement",
      label: t("platform.tenants.placement"),
      cell: ({ placementKind, cluster, plan }) => (
        <>
          {t(`platform.placement.${placementKind}`)} <span className="text-muted">· {cluster}</span>{" "}
          <SharedEnterpriseBadge plan={plan} kind={placementKind} />
        </>
      ),
    },
    {
      id: "plan",
      label: t("platform.tenants.plan"),
      isExtra: true,
      cell: ({ plan }) => t(`platform.plan.${plan}`),
    },
    {
      id: "version",
      label: t("platform.tenants.version"),
      cell: ({ isBehind, schemaVersion }) =>
        isBehind ? (
          <BehindBadge />
        ) : (
          <span title={schemaVersion ?? ""} className="text-muted">
            {isBehind === null ? "–" : t("platform.tenants.current")}
          </span>
        ),
    },
    {
      id: "created",
      label: t("platform.tenants.created"),
      sort: sortLink(search, "created"),
      cell: ({ createdAt }) => (
        <span className="text-muted">
          <RelativeTime at={createdAt} />
        </span>
      ),
    },
    {
      id: "id",
      label: t("platform.tenants.id"),
      cell: ({ id }) => <Copyable value={id} tail={ID_TAIL} />,
    },
  ];
  return (
    <DataTable label={t("platform.tenants.title")} rows={tenants} columns={columns} keyOf={({ id }) => id} />
  );
}

/** A click sorts by the column; another one turns the order. */
function sortLink(search: TenantSearch, sort: TenantSort): SortLink {
  const { sort: now = "created", dir = now === "created" ? "desc" : "asc", cursor: _, ...rest } = search;
  const first = sort === "created" ? "desc" : "asc";
  const next = now !== sort ? first : dir === "asc" ? "desc" : "asc";
  return {
    to: listPath("/platform/tenants", { ...rest, sort, dir: next }),
    direction: now === sort ? dir : undefined,
  };
}
