import { RelativeTime } from "#app/components/relative-time.tsx";
import type { JournalEntry } from "#app/db.server.ts";
import { useTranslation } from "#app/i18n/translation.tsx";
import { type Column, DataTable } from "../../../components/ui/data-table.tsx";
import { WorkStateBadge } from "../parts/badges.tsx";
import { ErrorText } from "../parts/error-text.tsx";
import { formatDuration } from "../parts/format.ts";

/** Lifecycle work of a tenant, a row a step: where it stands, and why it failed. */
export function Journal({ entries }: { entries: JournalEntry[] }) {
  const { t, i18n } = useTranslation();
  const columns: Column<JournalEntry>[] = [
    {
      id: "step",
      label: t("platform.tenant.step"),
      cell: ({ kind, step }) => (
        <code className="font-mono text-xs">
          {kind}/{step}
        </code>
      ),
    },
    {
      id: "state",
      label: t("platform.tenants.state"),
      cell: ({ state, attempts }) => (
        <span className="flex items-center gap-2">
          <WorkStateBadge state={state} />
          {attempts > 1 && (
            <span className="text-xs text-muted">{t("platform.tenant.attempts", { count: attempts })}</span>
          )}
        </span>
      ),
    },
    {
      id: "started",
      label: t("platform.tenant.started"),
      cell: ({ startedAt }) => (
        <span className="text-muted">
          <RelativeTime at={startedAt} />
        </span>
      ),
    },
    {
      id: "took",
      label: t("platform.tenant.took"),
      isNumber: true,
      cell: ({ startedAt, finishedAt }) =>
        finishedAt && formatDuration(finishedAt.getTime() - startedAt.getTime(), i18n.language),
    },
    {
      id: "error",
      label: t("platform.tenant.error"),
      isWide: true,
      cell: ({ error }) => <ErrorText error={error} />,
    },
  ];
  if (entries.length === 0) return <p className="text-muted">{t("platform.tenant.journalEmpty")}</p>;
  return (
    <DataTable label={t("platform.tenant.journal")} rows={entries} columns={columns} keyOf={({ id }) => id} />
  );
}
