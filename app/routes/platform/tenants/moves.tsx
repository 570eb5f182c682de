import { data } from "react-router";
import { dataTierContext } from "#app/context.ts";
import { beginMove, planMove } from "#app/db.move.server.ts";
import { listClusterCapacities } from "#app/db.server.ts";
import { useTranslation } from "#app/i18n/translation.tsx";
import { ActionPage } from "#app/routes/platform/tenants/action-page.tsx";
import { destinationsOf, moveChoice } from "#app/routes/platform/tenants/move-rules.ts";
import { requireTenant } from "#app/routes/platform/tenants/require-tenant.server.ts";
import { loadTenantAction, runTenantAction } from "#app/routes/platform/tenants/tenant-action.server.ts";
import type { Route } from "./+types/moves.ts";

export async function loader(args: Route.LoaderArgs) {
  const tier = args.context.get(dataTierContext);
  const [loaded, { placement }, clusters] = await Promise.all([
    loadTenantAction(args, "move"),
    requireTenant(tier, args.params.tenantId),
    tier.controlDb.read(listClusterCapacities),
  ]);
  const destinations = destinationsOf(placement, clusters);
  return data({ ...loaded.data, destinations }, loaded.init ?? undefined);
}

export const action = (args: Route.ActionArgs) =>
  runTenantAction(args, {
    action: "move",
    schema: () => moveChoice,
    work: async (tier, { id }, { destination: { kind, cluster } }, actor) => {
      const plan = await planMove(tier, id, { to: kind, cluster });
      await beginMove(tier, plan, { actor, isQueued: true });
    },
  });

export default function Moves({ loaderData, actionData }: Route.ComponentProps) {
  const { t } = useTranslation();
  const { destinations, ...loaded } = loaderData;
  const obstacle = destinations.length > 0 ? undefined : t("platform.actions.move.nowhere");
  const destination = {
    name: "destination",
    label: t("platform.actions.move.field"),
    options: destinations.map(({ kind, cluster }) => ({
      value: `${kind}:${cluster}`,
      label: t("platform.move.place", { kind: t(`platform.placement.${kind}`), cluster }),
    })),
  };
  return (
    <ActionPage
      action="move"
      {...loaded}
      fields={[destination]}
      obstacle={obstacle}
      lastResult={actionData}
    />
  );
}
