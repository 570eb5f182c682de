import { ListChecks } from "lucide-react";
import { IgnoredFilters } from "#app/components/ignored-filters.tsx";
import { EmptyState } from "#app/components/ui/empty-state.tsx";
import { Page } from "#app/components/ui/page.tsx";
import { controlDb, listClusterRooms, listTenantsPage, type TenantListRequest } from "#app/db.server.ts";
import { useTranslation } from "#app/i18n/translation.tsx";
import { NoResults, Pages } from "#app/routes/platform/parts/pages.tsx";
import {
  isFiltered,
  pagePaths,
  readTenantSearch,
  type TenantSearch,
} from "#app/routes/platform/parts/search.ts";
import { TenantFilters } from "#app/routes/platform/tenants/tenant-filters.tsx";
import { TenantTable } from "#app/routes/platform/tenants/tenant-table.tsx";
import { ignoredFilters } from "#app/validation/ignored-filters.ts";
import type { Route } from "./+types/tenants.ts";

const TENANTS_A_PAGE = 50;
const PATH = "/platform/tenants";

export async function loader({ url }: Route.LoaderArgs) {
  const search = readTenantSearch(url.searchParams);
  const [page, rooms] = await controlDb().read((tx) =>
    Promise.all([listTenantsPage(tx, toRequest(search)), listClusterRooms(tx)]),
  );
  return {
    tenants: page.items,
    total: page.total,
    search,
    ignored: ignoredFilters(url.searchParams, search),
    clusters: rooms.map(({ name }) => name),
    ...pagePaths(PATH, search, page),
  };
}

const toRequest = ({ q, status, placement, cluster, plan, behind, sort, dir, cursor }: TenantSearch) =>
  ({
    search: q,
    status,
    placement,
    cluster,
    plan,
    behind: behind === "1" ? true : undefined,
    sort,
    direction: dir,
    cursor,
    limit: TENANTS_A_PAGE,
  }) satisfies TenantListRequest;

export default function Tenants({ loaderData }: Route.ComponentProps) {
  const { t } = useTranslation();
  const { tenants, total, search, ignored, clusters, next, previous } = loaderData;
  const filtered = isFiltered(search);
  return (
    <Page title={t("platform.tenants.title")} lead={t("platform.tenants.lead")}>
      <IgnoredFilters names={ignored} />
      {(total > 0 || filtered) && <TenantFilters search={search} total={total} clusters={clusters} />}
      {tenants.length > 0 && <TenantTable tenants={tenants} search={search} />}
      {tenants.length === 0 && filtered && <NoResults clearTo={PATH} />}
      {tenants.length === 0 && !filtered && (
        <EmptyState icon={ListChecks} title={t("platform.tenants.emptyTitle")}>
          {t("platform.tenants.empty")}
        </EmptyState>
      )}
      <Pages next={next} previous={previous} />
    </Page>
  );
}
