import { ListChecks } from "lucide-react";
import { EmptyState } from "#app/components/ui/empty-state.tsx";
import { IgnoredFilters } from "#app/components/ui/ignored-filters.tsx";
import { NoResults } from "#app/components/ui/no-results.tsx";
import { Page } from "#app/components/ui/page.tsx";
import { Pagination } from "#app/components/ui/pagination.tsx";
import { dataTierContext } from "#app/context.ts";
import { listClusterCapacities, listTenantsPage, type TenantListRequest } from "#app/db.server.ts";
import { useTranslation } from "#app/i18n/translation.tsx";
import { searchedTenant } from "#app/routes/platform/tenants/searched-tenant.server.ts";
import { TenantFilters } from "#app/routes/platform/tenants/tenant-filters.tsx";
import { readTenantSearch, type TenantSearch } from "#app/routes/platform/tenants/tenant-search.ts";
import { TenantTable } from "#app/routes/platform/tenants/tenant-table.tsx";
import { ignoredFilters } from "#app/validation/ignored-filters.ts";
import { isFiltered, pagePaths } from "#app/validation/list-path.ts";
import type { Route } from "./+types/tenants.ts";

const TENANTS_A_PAGE = 50;
const PATH = "/platform/tenants";

export async function loader({ context, url }: Route.LoaderArgs) {
  const tier = context.get(dataTierContext);
  const search = readTenantSearch(url.searchParams);
  const [page, capacities] = await tier.controlDb.read((tx) =>
    Promise.all([listTenantsPage(tx, toRequest(search)), listClusterCapacities(tx)]),
  );
  return {
    tenants: page.items,
    total: page.total,
    search,
    ignored: ignoredFilters(url.searchParams, search),
    clusters: capacities.map(({ name }) => name),
    ...pagePaths(PATH, search, page),
  };
}

const toRequest = ({ q, behind, ownerless, overdue, dir, ...same }: TenantSearch) =>
  ({
    ...same,
    search: searchedTenant(q),
    behind: behind === "1" ? true : undefined,
    ownerless: ownerless === "1" ? true : undefined,
    overdue: overdue === "1" ? true : undefined,
    direction: dir,
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
      <Pagination next={next} previous={previous} />
    </Page>
  );
}
