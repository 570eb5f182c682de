import { ScrollText } from "lucide-react";
import { EmptyState } from "#app/components/ui/empty-state.tsx";
import { IgnoredFilters } from "#app/components/ui/ignored-filters.tsx";
import { NoResults } from "#app/components/ui/no-results.tsx";
import { Page } from "#app/components/ui/page.tsx";
import { Pagination } from "#app/components/ui/pagination.tsx";
import { tenantContext } from "#app/context.ts";
import { getI18n } from "#app/i18n/i18n.server.ts";
import { useTranslation } from "#app/i18n/translation.tsx";
import { isFiltered, pagePaths } from "#app/validation/list-path.ts";
import { ignoredInLog } from "../activity/ignored-in-log.server.ts";
import { ExportForm } from "../exports/export-form.tsx";
import { requireOwner } from "../security/require-owner.server.ts";
import type { Route } from "./+types/audit-log.ts";
import { AuditLogFilters } from "./audit-log-filters.tsx";
import { readAuditLogSearch } from "./audit-log-rules.ts";
import { AuditLogTable } from "./audit-log-table.tsx";
import { auditWords } from "./audit-words.ts";
import { auditLister } from "./find-audit.server.ts";

const PATH = "/settings/audit-log";
const EXPORTS = "/settings/audit-log/exports";
const ENTRIES_A_PAGE = 25;

export async function loader({ request, context, url }: Route.LoaderArgs) {
  requireOwner(context);
  const search = readAuditLogSearch(url.searchParams);
  const list = await auditLister({ request, context }, search);
  const { t } = await getI18n(context);
  const page = await list({ cursor: search.cursor, limit: ENTRIES_A_PAGE });
  return {
    entries: page.items.map((entry) => ({ ...entry, what: auditWords(t, entry) })),
    search,
    ignored: ignoredInLog(url.searchParams, search),
    ...pagePaths(PATH, search, page),
    workspaceName: context.get(tenantContext).name,
  };
}

export default function AuditLog({ loaderData }: Route.ComponentProps) {
  const { t } = useTranslation();
  const { entries, search, ignored, next, previous, workspaceName } = loaderData;
  const filtered = isFiltered(search);
  return (
    <Page
      title={t("auditLog.title")}
      lead={t("auditLog.lead", { workspace: workspaceName })}
      action={
        entries.length > 0 && (
          <>
            <ExportForm action={EXPORTS} search={search} label={t("exports.csv")} />
            <ExportForm action={EXPORTS} search={search} label={t("exports.json")} format="json" />
          </>
        )
      }
    >
      <IgnoredFilters names={ignored} />
      {(entries.length > 0 || filtered) && <AuditLogFilters action={PATH} search={search} />}
      {entries.length > 0 && <AuditLogTable entries={entries} />}
      {entries.length === 0 && filtered && <NoResults clearTo={PATH} />}
      {entries.length === 0 && !filtered && (
        <EmptyState icon={ScrollText} title={t("auditLog.emptyTitle")}>
          {t("auditLog.empty")}
        </EmptyState>
      )}
      <Pagination next={next} previous={previous} />
    </Page>
  );
}
