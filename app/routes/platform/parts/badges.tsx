import { Badge, type Tone } from "#app/components/ui/badge.tsx";
import type {
  ClusterCapacity,
  JournalEntry,
  MigrationResult,
  MigrationRun,
  TenantStatus,
} from "#app/db.server.ts";
import type { PLACEMENT_KINDS, Plan, WebhookEventState } from "#app/db.shared.ts";
import { useTranslation } from "#app/i18n/translation.tsx";

const tenantTones: Record<TenantStatus, Tone> = {
  spare: "neutral",
  provisioning: "info",
  active: "success",
  moving: "info",
  "read-only": "warning",
  suspended: "warning",
  deleted: "danger",
  purged: "neutral",
};
const workTones: Record<JournalEntry["state"], Tone> = { running: "info", done: "success", failed: "danger" };
const runTones: Record<MigrationRun["state"], Tone> = {
  running: "info",
  done: "success",
  partly: "warning",
  failed: "danger",
  stopped: "warning",
  interrupted: "danger",
};
const eventTones: Record<WebhookEventState, Tone> = {
  processed: "success",
  failed: "danger",
  waiting: "info",
};
const clusterTones: Record<ClusterCapacity["status"], Tone> = {
  accepting: "success",
  full: "warning",
  draining: "info",
};

export function TenantStatusBadge({ status }: { status: TenantStatus }) {
  const { t } = useTranslation();
  return <Badge tone={tenantTones[status]}>{t(`platform.status.${status}`)}</Badge>;
}

export function BehindBadge() {
  const { t } = useTranslation();
  return <Badge tone="warning">{t("platform.tenants.behind")}</Badge>;
}

/** Of an enterprise tenant that lives beside others: what was promised is still to be done. */
export function SharedEnterpriseBadge({
  plan,
  kind,
}: {
  plan: Plan;
  kind: (typeof PLACEMENT_KINDS)[number];
}) {
  const { t } = useTranslation();
  if (plan !== "enterprise" || kind !== "schema") return null;
  return <Badge tone="warning">{t("platform.tenants.sharedEnterprise")}</Badge>;
}

export function WorkStateBadge({ state }: { state: JournalEntry["state"] }) {
  const { t } = useTranslation();
  return <Badge tone={workTones[state]}>{t(`platform.tenant.journalState.${state}`)}</Badge>;
}

export function RunStateBadge({ state }: { state: MigrationRun["state"] }) {
  const { t } = useTranslation();
  return <Badge tone={runTones[state]}>{t(`platform.migrations.runStates.${state}`)}</Badge>;
}

export function ResultBadge({ state }: { state: MigrationResult["state"] }) {
  const { t } = useTranslation();
  return <Badge tone={workTones[state]}>{t(`platform.migrations.result.${state}`)}</Badge>;
}

export function EventStateBadge({ state }: { state: WebhookEventState }) {
  const { t } = useTranslation();
  return <Badge tone={eventTones[state]}>{t(`platform.webhooks.states.${state}`)}</Badge>;
}

export function ClusterStatusBadge({ status }: { status: ClusterCapacity["status"] }) {
  const { t } = useTranslation();
  return <Badge tone={clusterTones[status]}>{t(`platform.clusters.status.${status}`)}</Badge>;
}
