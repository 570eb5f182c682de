import { dataTierContext } from "#app/context.ts";
import { History } from "lucide-react";
import { IgnoredFilters } from "#app/components/ui/ignored-filters.tsx";
import { Pagination } from "#app/components/ui/pagination.tsx";
import { RunTable } from "#app/routes/platform/migrations/run-table.tsx";
import { EmptyState } from "#app/components/ui/empty-state.tsx";
import { Page } from "#app/components/ui/page.tsx";
import { listMigrationRuns } from "#app/db.server.ts";
import { useTranslation } from "#app/i18n/translation.tsx";
import { ignoredFilters } from "#app/validation/ignored-filters.ts";
import { pagePaths } from "#app/validation/list-path.ts";
import { readResultSearch } from "#app/routes/platform/migrations/result-search.ts";
import type { Route } from "./+types/migrations.ts";

const PATH = "/platform/migrations";

export async function loader({ context, url }: Route.LoaderArgs) {
  const tier = context.get(dataTierContext);
  const { cursor } = readResultSearch(url.searchParams);
  const search = { cursor };
  const page = await tier.controlDb.read((tx) => listMigrationRuns(tx, { cursor }));
  return { runs: page.items, ignored: ignoredFilters(url.searchParams, search), ...pagePaths(PATH, {}, page) };
}

export default function Migrations({ loaderData }: Route.ComponentProps) {
  const { runs, ignored, next, previous } = loaderData;
  const { t } = useTranslation();
  return (
    <Page title={t("platform.migrations.title")} lead={t("platform.migrations.lead")}>
      <IgnoredFilters names={ignored} />
      {runs.length > 0 ? (
        <RunTable runs={runs} />
      ) : (
        <EmptyState icon={History} title={t("platform.migrations.emptyTitle")}>
          {t("platform.migrations.empty")}
        </EmptyState>
      )}
      <Pagination next={next} previous={previous} />
    </Page>
  );
}
