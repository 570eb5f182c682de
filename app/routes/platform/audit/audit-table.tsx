import { Link } from "react-router";
import { RelativeTime } from "#app/components/relative-time.tsx";
import type { AuditEntry } from "#app/db.server.ts";
import { useTranslation } from "#app/i18n/translation.tsx";
import { listPath } from "#app/validation/list-path.ts";
import { type Column, DataTable } from "../../../components/ui/data-table.tsx";
import { Copyable } from "../parts/copyable.tsx";

const ID_TAIL = 8;

/** Who did what to which tenant, from where; the latest first. */
export function AuditTable({ entries }: { entries: AuditEntry[] }) {
  const { t } = useTranslation();
  const columns: Column<AuditEntry>[] = [
    {
      id: "action",
      label: t("platform.audit.action"),
      cell: ({ action }) => <code className="font-mono text-xs font-medium">{action}</code>,
    },
    {
      id: "at",
      label: t("platform.audit.at"),
      cell: ({ at }) => (
        <span className="text-muted">
          <RelativeTime at={at} />
        </span>
      ),
    },
    { id: "actor", label: t("platform.audit.actor"), cell: (entry) => <ActorCell entry={entry} /> },
    { id: "tenant", label: t("platform.audit.tenant"), cell: (entry) => <TenantCell entry={entry} /> },
    {
      id: "detail",
      label: t("platform.audit.detail"),
      isWide: true,
      cell: ({ detail }) => <Detail detail={detail} />,
    },
    {
      id: "ip",
      label: t("platform.audit.ip"),
      cell: ({ ip }) => ip && <code className="font-mono text-xs">{ip}</code>,
    },
    {
      id: "request",
      label: t("platform.audit.request"),
      isExtra: true,
      cell: ({ requestId }) => requestId && <Copyable value={requestId} tail={ID_TAIL} />,
    },
  ];
  return (
    <DataTable label={t("platform.audit.title")} rows={entries} columns={columns} keyOf={({ id }) => id} />
  );
}

function ActorCell({ entry: { actorKind, actorId, actorEmail } }: { entry: AuditEntry }) {
  const { t } = useTranslation();
  if (actorKind === "system") return <span className="text-muted">{t("platform.audit.system")}</span>;
  if (!actorId) return <span className="text-muted">{t("platform.unknown")}</span>;
  const name = actorEmail || (actorKind === "cli" ? actorId : t("platform.audit.removedPerson"));
  return (
    <>
      <Link
        to={listPath("/platform/audit", { actor: actorId })}
        title={t("platform.audit.onlyActor", { name })}
        className="inline-block max-w-56 truncate rounded-sm align-bottom hover:underline"
      >
        {actorKind === null ? t("platform.audit.member") : name}
      </Link>
      {actorKind === "cli" && <span className="text-muted"> · {t("platform.audit.cli")}</span>}
    </>
  );
}

function TenantCell({ entry: { tenantId, tenantSlug } }: { entry: AuditEntry }) {
  if (!tenantId) return null;
  return tenantSlug ? (
    <Link to={`/platform/tenants/${tenantId}`} className="rounded-sm font-medium hover:underline">
      {tenantSlug}
    </Link>
  ) : (
    <Copyable value={tenantId} tail={ID_TAIL} />
  );
}

function Detail({ detail }: { detail: Record<string, unknown> }) {
  const text = Object.entries(detail)
    .map(([key, value]) => `${key}: ${typeof value === "string" ? value : JSON.stringify(value)}`)
    .join(" · ");
  if (!text) return null;
  return (
    <span title={text} className="text-muted">
      {text}
    </span>
  );
}
