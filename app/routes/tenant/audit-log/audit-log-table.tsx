import { RelativeTime } from "#app/components/relative-time.tsx";
import { Badge } from "#app/components/ui/badge.tsx";
import { type Column, DataTable } from "#app/components/ui/data-table.tsx";
import { useTranslation } from "#app/i18n/translation.tsx";
import { actorWords, reasonIn } from "./audit-words.ts";
import type { NamedEntry } from "./find-audit.server.ts";

type Told = NamedEntry & { what: string };

/** Who did what in the workspace, from where; the latest first. */
export function AuditLogTable({ entries }: { entries: Told[] }) {
  const { t } = useTranslation();
  const columns: Column<Told>[] = [
    { id: "what", label: t("auditLog.what"), cell: (entry) => <WhatCell entry={entry} /> },
    { id: "who", label: t("auditLog.who"), cell: (entry) => <WhoCell entry={entry} /> },
    {
      id: "at",
      label: t("auditLog.at"),
      cell: ({ at }) => (
        <span className="text-muted">
          <RelativeTime at={at} />
        </span>
      ),
    },
    {
      id: "ip",
      label: t("auditLog.ip"),
      isExtra: true,
      cell: ({ ip }) => ip && <span className="tabular text-muted">{ip}</span>,
    },
  ];
  return (
    <DataTable label={t("auditLog.title")} rows={entries} columns={columns} keyOf={({ id }) => id} isRoomy />
  );
}

function WhatCell({ entry }: { entry: Told }) {
  const { t } = useTranslation();
  const reason = reasonIn(entry);
  return (
    <div className="grid min-w-0 gap-0.5 wrap-anywhere whitespace-normal">
      <span className="font-medium">{entry.what}</span>
      {reason && <span className="text-muted">{t("auditLog.reason", { reason })}</span>}
    </div>
  );
}

function WhoCell({ entry }: { entry: NamedEntry }) {
  const { t } = useTranslation();
  const words = actorWords(t, entry);
  if (entry.by === "staff") return <Badge tone="info">{words}</Badge>;
  return entry.by === "system" ? <span className="text-muted">{words}</span> : <bdi>{words}</bdi>;
}
