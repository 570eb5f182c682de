import { restoreTenant } from "#app/db.server.ts";
import { ActionPage } from "#app/routes/platform/tenants/action-page.tsx";
import { confirmation } from "#app/routes/platform/tenants/action-rules.ts";
import { loadTenantAction, runTenantAction } from "#app/routes/platform/tenants/tenant-action.server.ts";
import type { Route } from "./+types/restorations.ts";

export const loader = (args: Route.LoaderArgs) => loadTenantAction(args, "restore");

export const action = (args: Route.ActionArgs) =>
  runTenantAction(args, {
    action: "restore",
    schema: () => confirmation,
    work: (tier, { id }, _input, actor) => restoreTenant(tier, id, { actor }),
    isJournaled: true,
  });

export default function Restorations({ loaderData, actionData }: Route.ComponentProps) {
  return <ActionPage action="restore" {...loaderData} lastResult={actionData} />;
}
