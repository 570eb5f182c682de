import { nameOwner } from "#app/db.people.server.ts";
import { useTranslation } from "#app/i18n/translation.tsx";
import { ActionPage } from "#app/routes/platform/tenants/action-page.tsx";
import { ownerNaming } from "#app/routes/platform/tenants/action-rules.ts";
import { reasonField } from "#app/routes/platform/tenants/harm-fields.tsx";
import { loadTenantAction, runTenantAction } from "#app/routes/platform/tenants/tenant-action.server.ts";
import type { Route } from "./+types/owners.ts";

export const loader = (args: Route.LoaderArgs) => loadTenantAction(args, "owner");

export const action = (args: Route.ActionArgs) =>
  runTenantAction(args, {
    action: "owner",
    schema: () => ownerNaming,
    work: (tier, { id }, { person, reason }, actor) => nameOwner(tier, id, { person, reason, actor }),
  });

export default function Owners({ loaderData, actionData }: Route.ComponentProps) {
  const { t } = useTranslation();
  const person = {
    name: "person",
    label: t("platform.actions.owner.person"),
    hint: t("platform.actions.owner.personHint"),
  };
  return (
    <ActionPage action="owner" {...loaderData} fields={[person, reasonField(t)]} lastResult={actionData} />
  );
}
