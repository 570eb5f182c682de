import { Building2, Plus } from "lucide-react";
import { ButtonLink } from "#app/components/ui/button.tsx";
import { EmptyState } from "#app/components/ui/empty-state.tsx";
import { Page } from "#app/components/ui/page.tsx";
import { dataTierContext } from "#app/context.ts";
import { listRestorable, listWorkspaces } from "#app/db.server.ts";
import { env } from "#app/env.server.ts";
import { tenantOrigin } from "#app/http/urls.server.ts";
import { useTranslation } from "#app/i18n/translation.tsx";
import { requireUser } from "#app/identity/current-user.server.ts";
import { RestorableList } from "#app/routes/apex/workspaces/restorable-list.tsx";
import { WorkspaceList } from "#app/routes/apex/workspaces/workspace-list.tsx";
import type { Route } from "./+types/workspaces.ts";

export async function loader(args: Route.LoaderArgs) {
  const tier = args.context.get(dataTierContext);
  const user = await requireUser(args);
  const [workspaces, restorable] = await tier.controlDb.read((tx) =>
    Promise.all([listWorkspaces(tx, user.id), listRestorable(tx, user.id)]),
  );
  return {
    restorable,
    writeTo: env.SUPPORT_EMAIL,
    workspaces: workspaces.map((workspace) => ({ ...workspace, origin: tenantOrigin(workspace.slug) })),
  };
}

export default function Workspaces({ loaderData }: Route.ComponentProps) {
  const { t } = useTranslation();
  const { workspaces, restorable, writeTo } = loaderData;
  return (
    <Page
      title={t("workspaces.title")}
      lead={t("workspaces.lead")}
      action={
        <ButtonLink to="/onboarding" variant="primary">
          <Plus aria-hidden="true" size={16} />
          {t("workspaces.new")}
        </ButtonLink>
      }
    >
      {workspaces.length > 0 ? (
        <WorkspaceList workspaces={workspaces} />
      ) : (
        <EmptyState icon={Building2} title={t("workspaces.emptyTitle")}>
          {t("workspaces.empty")}
        </EmptyState>
      )}
      {restorable.length > 0 && <RestorableList workspaces={restorable} writeTo={writeTo} />}
    </Page>
  );
}
