import { makeReadOnly } from "#app/db.server.ts";
import { useTranslation } from "#app/i18n/translation.tsx";
import { ActionPage } from "#app/routes/platform/tenants/action-page.tsx";
import { readOnlyPeriod } from "#app/routes/platform/tenants/action-rules.ts";
import { loadTenantAction, runTenantAction } from "#app/routes/platform/tenants/tenant-action.server.ts";
import type { Route } from "./+types/read-only-periods.ts";

/** As it may be written, and is stored. */
const inMinutes = (at: Date): string => `${at.toISOString().slice(0, "2030-12-31T23:59".length)}Z`;

export const loader = (args: Route.LoaderArgs) => loadTenantAction(args, "readOnly");

/** What is left empty is taken away, where the tenant is read-only already. */
export const action = (args: Route.ActionArgs) =>
  runTenantAction(args, {
    action: "readOnly",
    schema: () => readOnlyPeriod,
    work: (tier, { id }, { until = null, notice = null }, actor) =>
      makeReadOnly(tier, id, { actor, until, notice }),
  });

export default function ReadOnlyPeriods({ loaderData, actionData }: Route.ComponentProps) {
  const { t } = useTranslation();
  const { readOnlyUntil, readOnlyNotice } = loaderData.tenant;
  const fields = [
    {
      name: "until",
      label: t("platform.actions.readOnly.until"),
      hint: t("platform.actions.readOnly.untilHint"),
      defaultValue: readOnlyUntil ? inMinutes(readOnlyUntil) : "",
      isOptional: true,
    },
    {
      name: "notice",
      label: t("platform.actions.readOnly.notice"),
      hint: t("platform.actions.readOnly.noticeHint"),
      defaultValue: readOnlyNotice ?? "",
      isOptional: true,
    },
  ];
  return <ActionPage action="readOnly" {...loaderData} fields={fields} lastResult={actionData} />;
}
