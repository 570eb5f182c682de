import { ActionPage } from "#app/components/platform/action-page.tsx";
import { restoreTenant } from "#app/db.server.ts";
import { loadTenantAction, runTenantAction } from "#app/platform/tenant-action.server.ts";
import { confirmation } from "#app/validation/tenant-action.ts";
import type { Route } from "./+types/restorations.ts";

export const loader = ({ params }: Route.LoaderArgs) => loadTenantAction(params.tenantId, "restore");

export const action = (args: Route.ActionArgs) =>
  runTenantAction(args, {
    action: "restore",
    schema: () => confirmation,
    work: ({ id }, _input, actor) => restoreTenant(id, { actor }),
    isJournaled: true,
  });

export default function Restorations({ loaderData, actionData }: Route.ComponentProps) {
  return <ActionPage action="restore" {...loaderData} lastResult={actionData} />;
}
