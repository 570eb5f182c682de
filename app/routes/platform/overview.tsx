import { Attention } from "#app/components/platform/attention.tsx";
import { ClusterTable } from "#app/components/platform/cluster-table.tsx";
import { FailedWork } from "#app/components/platform/failed-work.tsx";
import { RunProgress } from "#app/components/platform/run-progress.tsx";
import { StateCounts } from "#app/components/platform/state-counts.tsx";
import { Page } from "#app/components/ui/page.tsx";
import { controlDb, getOverview } from "#app/db.server.ts";
import { useTranslation } from "#app/i18n/translation.tsx";
import type { Route } from "./+types/overview.ts";

export const loader = async () => ({ overview: await controlDb().read(getOverview), nowMs: Date.now() });

export default function Overview({ loaderData: { overview, nowMs } }: Route.ComponentProps) {
  const { t } = useTranslation();
  const { byStatus, byPlacement, clusters, runningMigration, failedSteps } = overview;
  return (
    <Page title={t("platform.overview.title")} lead={t("platform.overview.lead")}>
      <StateCounts byStatus={byStatus} byPlacement={byPlacement} />
      {runningMigration && <RunProgress run={runningMigration} nowMs={nowMs} isLinked />}
      <Attention overview={overview} />
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
