import { Database } from "lucide-react";
import { EmptyState } from "#app/components/ui/empty-state.tsx";
import { Page } from "#app/components/ui/page.tsx";
import { dataTierContext } from "#app/context.ts";
import { listClusterCapacities } from "#app/db.server.ts";
import { useTranslation } from "#app/i18n/translation.tsx";
import { ClusterTable } from "#app/routes/platform/clusters/cluster-table.tsx";
import type { Route } from "./+types/clusters.ts";

export async function loader({ context }: Route.LoaderArgs) {
  const tier = context.get(dataTierContext);
  return { clusters: await tier.controlDb.read(listClusterCapacities) };
}

export default function Clusters({ loaderData: { clusters } }: Route.ComponentProps) {
  const { t } = useTranslation();
  return (
    <Page title={t("platform.clusters.title")} lead={t("platform.clusters.lead")}>
      {clusters.length > 0 ? (
        <ClusterTable clusters={clusters} />
      ) : (
        <EmptyState icon={Database} title={t("platform.clusters.emptyTitle")}>
          {t("platform.clusters.empty")}
        </EmptyState>
      )}
    </Page>
  );
}
