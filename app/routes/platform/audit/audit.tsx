import { ScrollText } from "lucide-react";
import { EmptyState } from "#app/components/ui/empty-state.tsx";
import { IgnoredFilters } from "#app/components/ui/ignored-filters.tsx";
import { NoResults } from "#app/components/ui/no-results.tsx";
import { Page } from "#app/components/ui/page.tsx";
import { Pagination } from "#app/components/ui/pagination.tsx";
import { dataTierContext } from "#app/context.ts";
import {
  type ControlTx,
  getTenantBySlug,
  isTenantId,
  listAudit,
  listAuditActions,
  listPurgedUnderSlug,
  wholeDays,
} from "#app/db.server.ts";
import { useTranslation } from "#app/i18n/translation.tsx";
import { AuditFilters } from "#app/routes/platform/audit/audit-filters.tsx";
import { type AuditSearch, readAuditSearch } from "#app/routes/platform/audit/audit-search.ts";
import { AuditTable } from "#app/routes/platform/audit/audit-table.tsx";
import { ignoredFilters } from "#app/validation/ignored-filters.ts";
import { isFiltered, pagePaths } from "#app/validation/list-path.ts";
import type { Route } from "./+types/audit.ts";

const PATH = "/platform/audit";
const ENTRIES_A_PAGE = 50;

export async function loader({ context, url }: Route.LoaderArgs) {
  const tier = context.get(dataTierContext);
  const search = readAuditSearch(url.searchParams);
  const [page, actions] = await tier.controlDb.read((tx) =>
    Promise.all([listMatching(tx, search), listAuditActions(tx)]),
  );
  return {
    entries: page.items,
    actions,
    search,
    ignored: ignoredFilters(url.searchParams, search),
    ...pagePaths(PATH, search, page),
  };
}

async function listMatching(tx: ControlTx, { tenant, actor, action, from, to, cursor }: AuditSearch) {
  return listAudit(tx, {
    tenantIds: tenant ? await tenantsCalled(tx, tenant) : undefined,
    actorId: actor,
    action,
    ...wholeDays({ from, to }),
    cursor,
    limit: ENTRIES_A_PAGE,
  });
}

/** A tenant may be named by its slug, also by the one that it was purged under; nobody's matches nothing. */
async function tenantsCalled(tx: ControlTx, name: string): Promise<string[]> {
  if (isTenantId(name)) return [name];
  const [living, purged] = await Promise.all([getTenantBySlug(tx, name), listPurgedUnderSlug(tx, name)]);
  return living ? [living.id, ...purged] : purged;
}

export default function Audit({ loaderData }: Route.ComponentProps) {
  const { t } = useTranslation();
  const { entries, actions, search, ignored, next, previous } = loaderData;
  const filtered = isFiltered(search);
  return (
    <Page title={t("platform.audit.title")} lead={t("platform.audit.lead")}>
      <IgnoredFilters names={ignored} />
      {(entries.length > 0 || filtered) && <AuditFilters search={search} actions={actions} />}
      {entries.length > 0 && <AuditTable entries={entries} />}
      {entries.length === 0 && filtered && <NoResults clearTo={PATH} />}
      {entries.length === 0 && !filtered && (
        <EmptyState icon={ScrollText} title={t("platform.audit.emptyTitle")}>
          {t("platform.audit.empty")}
        </EmptyState>
      )}
      <Pagination next={next} previous={previous} />
    </Page>
  );
}
