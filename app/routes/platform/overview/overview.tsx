import { Page } from "#app/components/ui/page.tsx";
import { dataTierContext } from "#app/context.ts";
import { keepingOf } from "#app/db.archive.server.ts";
import { getOverview } from "#app/db.server.ts";
import { env } from "#app/env.server.ts";
import { useTranslation } from "#app/i18n/translation.tsx";
import { ClusterTable } from "#app/routes/platform/clusters/cluster-table.tsx";
import { RunProgress } from "#app/routes/platform/migrations/run-progress.tsx";
import { Attention } from "#app/routes/platform/overview/attention.tsx";
import { FailedWork } from "#app/routes/platform/overview/failed-work.tsx";
import { StateCounts } from "#app/routes/platform/overview/state-counts.tsx";
import type { Route } from "./+types/overview.ts";

export async function loader({ context }: Route.LoaderArgs) {
  const tier = context.get(dataTierContext);
  return {
    overview: await tier.controlDb.read(getOverview),
    archivesAreKept: keepingOf(env) !== undefined,
    nowMs: Date.now(),
  };
}

export default function Overview({ loaderData }: Route.ComponentProps) {
  const { t } = useTranslation();
  const { overview, archivesAreKept, nowMs } = loaderData;
  const { byStatus, byPlacement, clusters, runningMigration, failedSteps } = overview;
  return (
    <Page title={t("platform.overview.title")} lead={t("platform.overview.lead")}>
      <StateCounts byStatus={byStatus} byPlacement={byPlacement} />
      {runningMigration && <RunProgress run={runningMigration} nowMs={nowMs} isLinked />}
      <Attention overview={overview} archivesAreKept={archivesAreKept} />
      {failedSteps.length > 0 && <FailedWork steps={failedSteps} />}
      <section aria-labelledby="clusters" className="grid gap-2">
        <h2 id="clusters" className="font-semibold">
          {t("platform.clusters.title")}
        </h2>
        <ClusterTable clusters={clusters} />
      </section>
    </Page>
  );
}
