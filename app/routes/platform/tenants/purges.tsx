import { purgeTenant } from "#app/db.server.ts";
import { useTranslation } from "#app/i18n/translation.tsx";
import { ActionPage } from "#app/routes/platform/tenants/action-page.tsx";
import { slugConfirmation } from "#app/routes/platform/tenants/action-rules.ts";
import { harmFields } from "#app/routes/platform/tenants/harm-fields.tsx";
import { loadTenantAction, runTenantAction } from "#app/routes/platform/tenants/tenant-action.server.ts";
import type { Route } from "./+types/purges.ts";

export const loader = (args: Route.LoaderArgs) => loadTenantAction(args, "purge");

export const action = (args: Route.ActionArgs) =>
  runTenantAction(args, {
    action: "purge",
    schema: ({ slug }) => slugConfirmation(slug),
    work: (tier, { id }, { reason }, actor) => purgeTenant(tier, id, { actor, reason }),
    isJournaled: true,
  });

export default function Purges({ loaderData, actionData }: Route.ComponentProps) {
  const { t } = useTranslation();
  const fields = harmFields(t, loaderData.tenant.slug);
  return <ActionPage action="purge" {...loaderData} fields={fields} lastResult={actionData} />;
}
