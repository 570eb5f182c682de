import { Form } from "react-router";
import { Alert } from "#app/components/ui/alert.tsx";
import { ButtonLink, SubmitButton } from "#app/components/ui/button.tsx";
import { Card, CardHeader } from "#app/components/ui/card.tsx";
import type { JournalEntry, TenantDetail } from "#app/db.server.ts";
import { useTranslation } from "#app/i18n/translation.tsx";
import type { ConsoleAction } from "#app/routes/platform/tenants/tenant-actions.ts";
import { actionsFor, tenantActions } from "#app/routes/platform/tenants/tenant-actions.ts";

type TenantActionListProps = {
  tenant: Pick<TenantDetail, "id" | "status" | "unfinished">;
  graceDays: number;
};

/** What can be done to the tenant as it is now. Each leads to a page that says what happens. */
export function TenantActionList({ tenant, graceDays }: TenantActionListProps) {
  const { t } = useTranslation();
  const actions = actionsFor(tenant.status, tenant.unfinished);
  if (actions.length === 0) return null;
  return (
    <Card aria-labelledby="actions">
      <CardHeader id="actions" title={t("platform.tenant.actions")} />
      <ul className="divide-y">
        {actions.map((action) => (
          <ActionLine key={action} action={action} tenantId={tenant.id} graceDays={graceDays} />
        ))}
      </ul>
    </Card>
  );
}

type ActionLineProps = { action: ConsoleAction; tenantId: string; graceDays: number };

function ActionLine({ action, tenantId, graceDays }: ActionLineProps) {
  const { t } = useTranslation();
  const { path, isHarmful } = tenantActions[action];
  return (
    <li className="flex min-h-10 items-center justify-between gap-4 px-4 py-1.5">
      <span className="text-muted">{t(`platform.actions.${action}.hint`, { days: graceDays })}</span>
      <ButtonLink
        to={`/platform/tenants/${tenantId}/${path}`}
        size="sm"
        className={isHarmful ? "shrink-0 text-danger!" : "shrink-0"}
      >
        {t(`platform.actions.${action}.label`)}
      </ButtonLink>
    </li>
  );
}

/** Offered where lifecycle work has stopped on the way, with the reason. */
export function RetryUnfinished({ step: { tenantId, kind, step, error } }: { step: JournalEntry }) {
  const { t } = useTranslation();
  return (
    <Alert tone="warning">
      <div className="grid justify-items-start gap-2">
        <p>{t("platform.tenant.retryHint")}</p>
        <p className="font-mono text-xs font-normal">
          {kind}/{step}: {error}
        </p>
        <Form method="post" action={`/platform/tenants/${tenantId}/continuations`}>
          <SubmitButton size="sm" variant="secondary" pendingLabel={t("platform.tenant.retrying")}>
            {t("platform.tenant.retry")}
          </SubmitButton>
        </Form>
      </div>
    </Alert>
  );
}
