import { ActionPage } from "#app/components/platform/action-page.tsx";
import { purgeTenant } from "#app/db.server.ts";
import { useTranslation } from "#app/i18n/translation.tsx";
import { loadTenantAction, runTenantAction } from "#app/platform/tenant-action.server.ts";
import { slugConfirmation } from "#app/validation/tenant-action.ts";
import type { Route } from "./+types/purges.ts";

export const loader = ({ params }: Route.LoaderArgs) => loadTenantAction(params.tenantId, "purge");

export const action = (args: Route.ActionArgs) =>
  runTenantAction(args, {
    action: "purge",
    schema: ({ slug }) => slugConfirmation(slug),
    work: ({ id }, _input, actor) => purgeTenant(id, { actor }),
    isJournaled: true,
  });

export default function Purges({ loaderData, actionData }: Route.ComponentProps) {
  const { t } = useTranslation();
  const confirm = {
    name: "confirm",
    label: t("platform.actions.typeSlug"),
    hint: <code className="font-mono text-ink wrap-anywhere">{loaderData.tenant.slug}</code>,
  };
  return <ActionPage action="purge" {...loaderData} fields={[confirm]} lastResult={actionData} />;
}
