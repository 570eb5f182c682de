import { History } from "lucide-react";
import { Pages } from "#app/routes/platform/parts/pages.tsx";
import { RunTable } from "#app/routes/platform/migrations/run-table.tsx";
import { EmptyState } from "#app/components/ui/empty-state.tsx";
import { Page } from "#app/components/ui/page.tsx";
import { controlDb, listMigrationRuns } from "#app/db.server.ts";
import { useTranslation } from "#app/i18n/translation.tsx";
import { pagePaths, readResultSearch } from "#app/routes/platform/parts/search.ts";
import type { Route } from "./+types/migrations.ts";

const PATH = "/platform/migrations";

export async function loader({ url }: Route.LoaderArgs) {
  const { cursor } = readResultSearch(url.searchParams);
  const page = await controlDb().read((tx) => listMigrationRuns(tx, { cursor }));
  return { runs: page.items, ...pagePaths(PATH, {}, page) };
}

export default function Migrations({ loaderData: { runs, next, previous } }: Route.ComponentProps) {
  const { t } = useTranslation();
  return (
    <Page title={t("platform.migrations.title")} lead={t("platform.migrations.lead")}>
      {runs.length > 0 ? (
        <RunTable runs={runs} />
      ) : (
        <EmptyState icon={History} title={t("platform.migrations.emptyTitle")}>
          {t("platform.migrations.empty")}
        </EmptyState>
      )}
      <Pages next={next} previous={previous} />
    </Page>
  );
}
