import { deleteTenant } from "#app/db.server.ts";
import { useTranslation } from "#app/i18n/translation.tsx";
import { ActionPage } from "#app/routes/platform/tenants/action-page.tsx";
import { slugConfirmation } from "#app/routes/platform/tenants/action-rules.ts";
import { harmFields } from "#app/routes/platform/tenants/harm-fields.tsx";
import { loadTenantAction, runTenantAction } from "#app/routes/platform/tenants/tenant-action.server.ts";
import type { Route } from "./+types/deletions.ts";

export const loader = (args: Route.LoaderArgs) => loadTenantAction(args, "delete");

export const action = (args: Route.ActionArgs) =>
  runTenantAction(args, {
    action: "delete",
    schema: ({ slug }) => slugConfirmation(slug),
    work: (tier, { id }, { reason }, actor) => deleteTenant(tier, id, { actor, reason }),
  });

export default function Deletions({ loaderData, actionData }: Route.ComponentProps) {
  const { t } = useTranslation();
  const fields = harmFields(t, loaderData.tenant.slug);
  return <ActionPage action="delete" {...loaderData} fields={fields} lastResult={actionData} />;
}
