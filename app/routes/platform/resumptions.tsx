import { ActionPage } from "#app/components/platform/action-page.tsx";
import { resumeTenant } from "#app/db.server.ts";
import { loadTenantAction, runTenantAction } from "#app/platform/tenant-action.server.ts";
import { confirmation } from "#app/validation/tenant-action.ts";
import type { Route } from "./+types/resumptions.ts";

export const loader = ({ params }: Route.LoaderArgs) => loadTenantAction(params.tenantId, "resume");

export const action = (args: Route.ActionArgs) =>
  runTenantAction(args, {
    action: "resume",
    schema: () => confirmation,
    work: ({ id }, _input, actor) => resumeTenant(id, { actor }),
  });

export default function Resumptions({ loaderData, actionData }: Route.ComponentProps) {
  return <ActionPage action="resume" {...loaderData} lastResult={actionData} />;
}
