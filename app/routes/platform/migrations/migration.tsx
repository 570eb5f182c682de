import { dataTierContext } from "#app/context.ts";
import { Link } from "react-router";
import { IgnoredFilters } from "#app/components/ui/ignored-filters.tsx";
import { Pagination } from "#app/components/ui/pagination.tsx";
import { ResultTable } from "#app/routes/platform/migrations/result-table.tsx";
import { RunFacts } from "#app/routes/platform/migrations/run-facts.tsx";
import { RunProgress } from "#app/routes/platform/migrations/run-progress.tsx";
import { useRunProgress } from "#app/routes/platform/migrations/use-run-progress.ts";
import { Page } from "#app/components/ui/page.tsx";
import { getMigrationRun, listMigrationResults } from "#app/db.server.ts";
import { useTranslation } from "#app/i18n/translation.tsx";
import { requireUuid } from "#app/http/require-uuid.ts";
import { requireFound } from "#app/http/require-found.ts";
import { ignoredFilters } from "#app/validation/ignored-filters.ts";
import { pagePaths } from "#app/validation/list-path.ts";
import { readResultSearch } from "#app/routes/platform/migrations/result-search.ts";
import type { Route } from "./+types/migration.ts";

const RELOAD_SECONDS = 3;
const RESULTS_A_PAGE = 50;
const ID_TAIL = 8;

/** While it runs, and without JavaScript, the page loads itself anew. */
export const handle = {
  refreshSeconds: (loaded?: { run?: { state?: string } }) =>
    loaded?.run?.state === "running" ? RELOAD_SECONDS : undefined,
};

export async function loader({ context, params, url }: Route.LoaderArgs) {
  const tier = context.get(dataTierContext);
  const id = requireUuid(params.runId);
  const search = readResultSearch(url.searchParams);
  const [run, page] = await tier.controlDb.read((tx) =>
    Promise.all([
      getMigrationRun(tx, id),
      listMigrationResults(tx, id, { ...search, limit: RESULTS_A_PAGE }),
    ]),
  );
  const path = `/platform/migrations/${id}`;
  return {
    run: requireFound(run),
    nowMs: Date.now(),
    results: page.items,
    state: search.state,
    ignored: ignoredFilters(url.searchParams, search),
    ...pagePaths(path, search, page),
  };
}

export default function Migration({ loaderData }: Route.ComponentProps) {
  const { t } = useTranslation();
  const { results, state, ignored, next, previous } = loaderData;
  const { run, nowMs } = useRunProgress(loaderData);
  return (
    <Page
      title={t("platform.migrations.run", { id: run.id.slice(-ID_TAIL) })}
      crumbs={[{ to: "/platform/migrations", label: t("platform.migrations.title") }]}
    >
      <IgnoredFilters names={ignored} />
      <RunProgress run={run} nowMs={nowMs} />
      <RunFacts run={run} />
      <section aria-labelledby="results" className="grid gap-2">
        <div className="flex flex-wrap items-baseline justify-between gap-2">
          <h2 id="results" className="font-semibold">
            {t("platform.migrations.results")}
          </h2>
          <Link to={state ? "?" : "?state=failed"} className="rounded-sm underline underline-offset-2">
            {t(state ? "platform.migrations.allResults" : "platform.migrations.onlyFailed")}
          </Link>
        </div>
        {results.length > 0 ? (
          <ResultTable results={results} />
        ) : (
          <p className="text-muted">
            {t(state ? "list.noResults" : "platform.migrations.resultsEmpty")}
          </p>
        )}
        <Pagination next={next} previous={previous} />
      </section>
    </Page>
  );
}
