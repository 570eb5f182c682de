import { resumeTenant } from "#app/db.server.ts";
import { ActionPage } from "#app/routes/platform/tenants/action-page.tsx";
import { confirmation } from "#app/routes/platform/tenants/action-rules.ts";
import { loadTenantAction, runTenantAction } from "#app/routes/platform/tenants/tenant-action.server.ts";
import type { Route } from "./+types/resumptions.ts";

export const loader = (args: Route.LoaderArgs) => loadTenantAction(args, "resume");

export const action = (args: Route.ActionArgs) =>
  runTenantAction(args, {
    action: "resume",
    schema: () => confirmation,
    work: (tier, { id }, _input, actor) => resumeTenant(tier, id, { actor }),
  });

export default function Resumptions({ loaderData, actionData }: Route.ComponentProps) {
  return <ActionPage action="resume" {...loaderData} lastResult={actionData} />;
}
