import { renameTenant } from "#app/db.server.ts";
import { useTranslation } from "#app/i18n/translation.tsx";
import { ActionPage } from "#app/routes/platform/tenants/action-page.tsx";
import { rename } from "#app/routes/platform/tenants/action-rules.ts";
import { loadTenantAction, runTenantAction } from "#app/routes/platform/tenants/tenant-action.server.ts";
import type { Route } from "./+types/renames.ts";

export const loader = (args: Route.LoaderArgs) => loadTenantAction(args, "rename");

export const action = (args: Route.ActionArgs) =>
  runTenantAction(args, {
    action: "rename",
    schema: () => rename,
    work: (tier, { id }, changes, actor) => renameTenant(tier, id, { ...changes, actor }),
    nameAfter: ({ slug }) => slug,
  });

export default function Renames({ loaderData, actionData }: Route.ComponentProps) {
  const { t } = useTranslation();
  const { slug, name } = loaderData.tenant;
  const fields = [
    {
      name: "slug",
      label: t("platform.actions.rename.slug"),
      hint: t("platform.actions.rename.slugHint"),
      defaultValue: slug,
    },
    { name: "name", label: t("platform.actions.rename.name"), defaultValue: name },
  ];
  return <ActionPage action="rename" {...loaderData} fields={fields} lastResult={actionData} />;
}
