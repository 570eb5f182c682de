import { History } from "lucide-react";
import { Card } from "#app/components/ui/card.tsx";
import { EmptyState } from "#app/components/ui/empty-state.tsx";
import { IgnoredFilters } from "#app/components/ui/ignored-filters.tsx";
import { NoResults } from "#app/components/ui/no-results.tsx";
import { Page } from "#app/components/ui/page.tsx";
import { Pagination } from "#app/components/ui/pagination.tsx";
import { tenantContext, tenantDbContext } from "#app/context.ts";
import { getI18n } from "#app/i18n/i18n.server.ts";
import { useTranslation } from "#app/i18n/translation.tsx";
import { isFiltered, pagePaths } from "#app/validation/list-path.ts";
import { ExportForm } from "../exports/export-form.tsx";
import type { Route } from "./+types/activity.ts";
import { ActivityFilters } from "./activity-filters.tsx";
import { activityKinds } from "./activity-kinds.ts";
import { ActivityList } from "./activity-list.tsx";
import { readActivitySearch } from "./activity-rules.ts";
import { activityLister, withKnownAction } from "./find-activity.server.ts";
import { ignoredInLog } from "./ignored-in-log.server.ts";

const PATH = "/activity";
const ENTRIES_A_PAGE = 25;

export async function loader({ request, context, url }: Route.LoaderArgs) {
  const asking = { request, context };
  const search = await withKnownAction(asking, readActivitySearch(url.searchParams));
  const list = await activityLister(asking, search);
  const { cursor } = search;
  const page = await context.get(tenantDbContext).read((tx) => list(tx, { cursor, limit: ENTRIES_A_PAGE }));
  return {
    entries: page.items,
    search,
    kinds: activityKinds(await getI18n(context)),
    ignored: ignoredInLog(url.searchParams, search),
    ...pagePaths(PATH, search, page),
    workspaceName: context.get(tenantContext).name,
  };
}

export default function Activity({ loaderData }: Route.ComponentProps) {
  const { t } = useTranslation();
  const { entries, search, kinds, ignored, next, previous, workspaceName } = loaderData;
  const filtered = isFiltered(search);
  return (
    <Page
      title={t("activity.title")}
      lead={t("activityPage.lead", { workspace: workspaceName })}
      action={
        entries.length > 0 && (
          <ExportForm action="/activity/exports" search={search} label={t("exports.csv")} />
        )
      }
    >
      <IgnoredFilters names={ignored} />
      {(entries.length > 0 || filtered) && <ActivityFilters action={PATH} search={search} kinds={kinds} />}
      {entries.length > 0 && (
        <Card aria-label={t("activity.title")}>
          <ActivityList entries={entries} />
        </Card>
      )}
      {entries.length === 0 && filtered && <NoResults clearTo={PATH} />}
      {entries.length === 0 && !filtered && (
        <EmptyState icon={History} title={t("activity.empty")}>
          {t("activityPage.empty")}
        </EmptyState>
      )}
      <Pagination next={next} previous={previous} />
    </Page>
  );
}
