import type { SubmissionResult } from "@conform-to/react";
import { Alert } from "#app/components/ui/alert.tsx";
import { ButtonLink } from "#app/components/ui/button.tsx";
import { Page } from "#app/components/ui/page.tsx";
import type { Plan, TenantStatus } from "#app/db.server.ts";
import { useTranslation } from "#app/i18n/translation.tsx";
import type { ConsoleAction } from "#app/routes/platform/tenants/tenant-actions.ts";
import { tenantActions } from "#app/routes/platform/tenants/tenant-actions.ts";
import { type ActionField, ActionForm } from "../../../components/ui/action-form.tsx";
import { WhatHappens } from "../parts/what-happens.tsx";

export type ActionPageProps = {
  action: ConsoleAction;
  tenant: { id: string; slug: string; name: string; status: TenantStatus; plan: Plan };
  host: string;
  days: number;
  isAllowed: boolean;
  fields?: ActionField[];
  /** Why nothing can be chosen at the moment, and what to do. */
  obstacle?: string | undefined;
  lastResult: SubmissionResult<string[]> | undefined;
};

const LINES = ["one", "two", "three"] as const;

/** One action on one tenant: what exactly happens, then the form that does it. */
export function ActionPage({ action, tenant, host, days, isAllowed, ...form }: ActionPageProps) {
  const { fields, obstacle, lastResult } = form;
  const { t } = useTranslation();
  const back = `/platform/tenants/${tenant.id}`;
  return (
    <Page
      title={t(`platform.actions.${action}.title`, { name: tenant.slug })}
      crumbs={[
        { to: "/platform/tenants", label: t("platform.tenants.title") },
        { to: back, label: tenant.slug },
      ]}
      width="column"
    >
      {obstacle === undefined && (isAllowed || lastResult) ? (
        <>
          <WhatHappens
            lines={LINES.map((line) => t(`platform.actions.${action}.what.${line}`, { host, days }))}
          />
          <ActionForm
            fields={fields ?? []}
            lastResult={lastResult}
            isHarmful={tenantActions[action].isHarmful ?? false}
            submitLabel={t(`platform.actions.${action}.submit`)}
            pendingLabel={t(`platform.actions.${action}.pending`)}
            keepLabel={t("platform.actions.keep")}
            keepTo={back}
          />
        </>
      ) : (
        <NotNow
          why={obstacle ?? t("platform.actions.refusedNow", { state: t(`platform.status.${tenant.status}`) })}
          back={back}
        />
      )}
    </Page>
  );
}

function NotNow({ why, back }: { why: string; back: string }) {
  const { t } = useTranslation();
  return (
    <>
      <Alert tone="warning">{why}</Alert>
      <div>
        <ButtonLink to={back}>{t("platform.actions.keep")}</ButtonLink>
      </div>
    </>
  );
}
